/** What is used of it; the package has no types of its own. */
declare module 'mathjax' {
  export interface MathJax {
    /** Turns MathML into an element that holds an SVG; waits for parts of the font. */
    mathml2svgPromise(mathml: string, options: { display: boolean }): Promise<unknown>;
    startup: { adaptor: { innerHTML(element: unknown): string } };
  }
  const mathJax: {
    init(options: {
      loader: { load: string[] };
      svg: { fontCache: 'none'; displayOverflow: 'overflow'; linebreaks: { inline: boolean } };
    }): Promise<MathJax>;
  };
  export default mathJax;
}
