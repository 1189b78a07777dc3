import { absoluteUrl } from '../config/site';
import { count } from '../util/count';
import { localTime } from '../util/dates';
import type { Entry } from './entry';

/** The posts that are not published yet. */
export interface Unpublished {
  /** The number of drafts. */
  drafts: number;
  /** The next one first. */
  scheduled: ScheduledPost[];
}

/** A post that is published at a later time. */
export interface ScheduledPost {
  /** The path of its file, as messages show it. */
  file: string;
  title: string;
  /** RFC 3339, in the time zone of the publication. */
  date: string;
}

/**
 * Finds the posts that are not published yet.
 *
 * @param hidden drafts and scheduled posts
 * @param timeZone that of the publication
 */
export function unpublishedPosts(hidden: readonly Entry[], timeZone: string | undefined): Unpublished {
  const scheduled = hidden.filter((entry) => entry.hidden === 'scheduled');
  const timeOf = ({ fields }: Entry) => Date.parse(fields.date?.value.iso ?? '');
  return {
    drafts: hidden.length - scheduled.length,
    scheduled: scheduled
      .toSorted((a, b) => timeOf(a) - timeOf(b))
      .map((entry) => ({
        file: entry.shown,
        title: entry.fields.title?.value ?? '',
        date: localTime(new Date(timeOf(entry)), timeZone),
      })),
  };
}

/**
 * Summarizes the posts that are not published yet.
 *
 * @returns such as `Not published: 2 drafts, 1 scheduled post. Next: content/posts/a.md at
 *   2026-12-05T09:00Z.`; `undefined` if there are none
 */
export function unpublishedSummary({ drafts, scheduled }: Unpublished): string | undefined {
  const counts = [
    ...(drafts > 0 ? [count(drafts, 'draft')] : []),
    ...(scheduled.length > 0 ? [count(scheduled.length, 'scheduled post')] : []),
  ];
  if (counts.length === 0) return undefined;
  const [next] = scheduled;
  return `Not published: ${counts.join(', ')}.${next ? ` Next: ${next.file} at ${withoutSeconds(next.date)}.` : ''}`;
}

/** Where a post can be read that is not published yet. */
export interface Preview {
  /** The path of its file, as messages show it. */
  file: string;
  title: string;
  state: 'draft' | 'scheduled';
  url: string;
}

/** The previews of posts that are not published yet, in the order of their files. */
export const previewsOf = (hidden: readonly Entry[]): Preview[] =>
  hidden.flatMap(({ shown, fields, hidden: state, previewPath }) =>
    state && previewPath !== undefined
      ? { file: shown, title: fields.title?.value ?? '', state, url: absoluteUrl(previewPath) }
      : [],
  );

/** The number of scheduled posts that are listed. */
const MOST_LISTED = 20;

/** The lines of the list of scheduled posts, the next one first. Empty if there is at most one, which the summary names. */
export function scheduleLines({ scheduled }: Unpublished): string[] {
  if (scheduled.length < 2) return [];
  const more = scheduled.length - MOST_LISTED;
  return [
    ...scheduled
      .slice(0, MOST_LISTED)
      .map(({ date, file, title }) => `  ${withoutSeconds(date)}  ${file}  ${title}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const withoutSeconds = (date: string) => date.replace(/:00(?=Z$|[+-]\d{2}:\d{2}$)/, '');
