import type { IncomingHttpHeaders } from 'node:http';

/**
 * Evaluates the preconditions of a request (RFC 9110 §13.2.2). Dates are not used, only entity tags.
 *
 * @returns the status to respond with, or `undefined` to send the file
 */
export function preconditionStatus(headers: IncomingHttpHeaders, etag: string): 304 | 412 | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !lists(match, etag)) return 412;
  return noneMatch !== undefined && lists(noneMatch.replace(/\bW\//g, ''), etag) ? 304 : undefined;
}

/** Whether a list of entity tags contains this one, or is `*`. */
const lists = (list: string, etag: string) =>
  list.trim() === '*' || list.split(',').some((each) => each.trim() === etag);

/** A range of bytes, inclusive. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * The requested range of a file (RFC 9110 §14). For multiple ranges, other units and invalid ranges,
 * the whole file is sent, as §14.2 allows.
 *
 * @returns `undefined` for the whole file, `'unsatisfiable'` for a range outside the file
 */
export function byteRangeOf(
  { range, 'if-range': ifRange }: IncomingHttpHeaders,
  etag: string,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range?.replaceAll(' ', '') ?? '');
  if (!match || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  return first > last ? 'unsatisfiable' : { first, last };
}
