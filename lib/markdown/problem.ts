/** An error in the Markdown itself. Lines and columns are counted as in `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
  /** An image has no alternative text, which may be tolerated in old posts. */
  isMissingAlt?: true;
}
