import type { Entry } from './entry';

/**
 * Says which posts are not published yet.
 *
 * @param hidden drafts and scheduled posts
 * @returns such as `Not published: 2 drafts, 1 scheduled post. Next: content/posts/a.md at
 *   2026-12-05T09:00Z.`; nothing where there are none
 */
export function hiddenSummary(hidden: readonly Entry[]): string | undefined {
  const scheduled = hidden.filter((entry) => entry.hidden === 'scheduled');
  const counts = [
    count(hidden.length - scheduled.length, 'draft'),
    count(scheduled.length, 'scheduled post'),
  ].filter((text) => text !== '');
  if (counts.length === 0) return undefined;
  const [next] = scheduled.toSorted((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1));
  return `Not published: ${counts.join(', ')}.${next ? ` Next: ${next.shown} at ${momentOf(next).replace(/(?::00)?\.000Z$/, 'Z')}.` : ''}`;
}

const count = (number: number, what: string) =>
  number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;

/** RFC 3339, in UTC. */
const momentOf = ({ fields }: Entry) => fields.date?.value.iso ?? '';
