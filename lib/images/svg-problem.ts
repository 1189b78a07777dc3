/** A drawing that cannot be published, and what would mend it. */
export class SvgProblem extends Error {
  override name = 'SvgProblem';
  constructor(
    /** To be followed by the name of the file. */
    readonly problem: string,
    readonly fix: string,
  ) {
    super(problem);
  }
}
