/** What is used of it; the package has no types of its own. */
declare module 'mathjax' {
  export interface MathJax {
    /** Turns MathML into an element that holds an SVG; waits for parts of the font. */
    mathml2svgPromise(mathml: string, options: { display: boolean }): Promise<LiteElement>;
    startup: { adaptor: LiteAdaptor };
  }
  /** An element of a tree that is MathJax's own. */
  export interface LiteElement {
    kind: string;
  }
  export interface LiteAdaptor {
    /** All elements of a kind in another one. */
    tags(element: LiteElement, kind: string): LiteElement[];
    getAttribute(element: LiteElement, name: string): string | undefined;
    innerHTML(element: LiteElement): string;
  }
  const mathJax: {
    init(options: {
      loader: { load: string[] };
      svg: { fontCache: 'none'; displayOverflow: 'overflow'; linebreaks: { inline: boolean } };
    }): Promise<MathJax>;
  };
  export default mathJax;
}
