/** The part of MathJax that is used. The package has no types. */
declare module 'mathjax' {
  export interface MathJax {
    /** Renders MathML as an element that contains an SVG. Waits for the parts of the font that it needs. */
    mathml2svgPromise(mathml: string, options: { display: boolean }): Promise<LiteElement>;
    startup: { adaptor: LiteAdaptor };
  }
  /** An element of MathJax's own tree. */
  export interface LiteElement {
    kind: string;
  }
  export interface LiteAdaptor {
    /** All elements of a kind inside an element. */
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
