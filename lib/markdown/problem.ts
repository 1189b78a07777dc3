/** A mistake in the Markdown itself, placed like a `Reference`. */
export interface Problem {
  line: number;
  column: number;
  message: string;
  fix: string;
}
