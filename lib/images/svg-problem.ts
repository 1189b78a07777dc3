/** Thrown if a drawing cannot be published. Says how to fix it. */
export class SvgProblem extends Error {
  override name = 'SvgProblem';
  constructor(
    /** The message appends the file name to it. */
    readonly problem: string,
    readonly fix: string,
  ) {
    super(problem);
  }
}
