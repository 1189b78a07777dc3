import type { IncomingHttpHeaders } from 'node:http';

/**
 * What the preconditions of a request come to (RFC 9110 §13.2.2). Dates play no part: files are
 * known by their content alone.
 *
 * @returns the status to answer with, or `undefined` where the file is to be sent
 */
export function preconditionStatus(headers: IncomingHttpHeaders, etag: string): 304 | 412 | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !lists(match, etag)) return 412;
  return noneMatch !== undefined && lists(noneMatch.replace(/\bW\//g, ''), etag) ? 304 : undefined;
}

/** Whether a list of entity tags names one, or any. */
const lists = (list: string, etag: string) =>
  list.trim() === '*' || list.split(',').some((each) => each.trim() === etag);

/** Bytes from the first to the last, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * The part of a file that a request asks for (RFC 9110 §14). Several parts at once, other units
 * and what cannot be read are answered with the whole file, as §14.2 allows.
 *
 * @returns `undefined` for the whole file, `'unsatisfiable'` for a part that it does not have
 */
export function byteRangeOf(
  { range, 'if-range': ifRange }: IncomingHttpHeaders,
  etag: string,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range?.replaceAll(' ', '') ?? '');
  if (!asked || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const [, from = '', to = ''] = asked;
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return undefined;
  return first > last ? 'unsatisfiable' : { first, last };
}
