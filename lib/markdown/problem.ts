/** An error in the Markdown itself. Lines and columns are counted as in `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
}
