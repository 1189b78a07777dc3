import type { Entry } from './entry';

/**
 * Summarizes the posts that are not published yet.
 *
 * @param hidden drafts and scheduled posts
 * @returns such as `Not published: 2 drafts, 1 scheduled post. Next: content/posts/a.md at
 *   2026-12-05T09:00Z.`; `undefined` if there are none
 */
export function hiddenSummary(hidden: readonly Entry[]): string | undefined {
  const scheduled = hidden.filter((entry) => entry.hidden === 'scheduled');
  const counts = [
    count(hidden.length - scheduled.length, 'draft'),
    count(scheduled.length, 'scheduled post'),
  ].filter((text) => text !== '');
  if (counts.length === 0) return undefined;
  const [next] = scheduled.toSorted((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  return `Not published: ${counts.join(', ')}.${next ? ` Next: ${next.shown} at ${dateOf(next).replace(/(?::00)?\.000Z$/, 'Z')}.` : ''}`;
}

const count = (number: number, noun: string) =>
  number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;

/** The publication date, RFC 3339 in UTC. */
const dateOf = ({ fields }: Entry) => fields.date?.value.iso ?? '';
