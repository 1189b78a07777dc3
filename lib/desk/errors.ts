/** A request that the desk cannot do. The message says why, and is shown to the author. */
export class DeskError extends Error {
  override name = 'DeskError';
  /** @param details what the page needs to offer a way out, such as the version on disk */
  constructor(
    message: string,
    readonly status = 400,
    readonly details: object = {},
  ) {
    super(message);
  }
}
