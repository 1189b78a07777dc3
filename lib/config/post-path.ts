import { escapeForRegExp } from '../hosts/headers';
import { defaultPostPath } from '../util/addresses';
import { fillPlaceholders, placeholdersIn } from './redirects';
import { site } from './site';

/** The placeholders of a pattern of post addresses. */
const postPlaceholders: readonly string[] = ['year', 'month', 'day', 'slug'];

/** The pattern of the addresses of posts, such as `/posts/:slug/`. */
export const postPattern = typeof site.postPath === 'string' ? site.postPath : defaultPostPath;

/**
 * The address of a post, not percent-encoded.
 *
 * @param day `YYYY-MM-DD`
 * @param pattern one that the publication had earlier, if it is not the current one
 */
export function postPath(slug: string, day: string, pattern = postPattern): string {
  const [year, month, date] = day.split('-');
  return fillPlaceholders(pattern, { year, month, day: date, slug });
}

const asExpression = new RegExp(
  `^${escapeForRegExp(postPattern)
    .replace(':slug', '(.+)')
    .replace(/:[a-z]+/g, '\\d+')}$`,
);

/** The slug of the post that would have an address, whatever its date. @param path may lack the slash at its end */
export const slugAt = (path: string): string | undefined =>
  asExpression.exec(`${path.replace(/\/$/, '')}/`)?.[1];

/**
 * What is wrong with a pattern, if anything.
 *
 * @param reserved the first segments of the addresses of other pages
 */
export function postPathProblem(pattern: string, reserved: readonly string[]): string | undefined {
  const unknown = placeholdersIn(pattern).find((name) => !postPlaceholders.includes(name));
  if (unknown !== undefined) return `:${unknown} is unknown`;
  if (!/^\/(?:.+\/)?:slug\/$/.test(pattern)) return 'it does not end with /:slug/';
  const segments = pattern.slice(1, -1).split('/');
  if (segments.some((segment) => segment.includes(':') && !/^:[a-z]+$/.test(segment)))
    return 'a placeholder is only part of a segment';
  const [first = ''] = segments;
  return reserved.includes(first.toLowerCase()) ? `Letterpress has other pages in /${first}/` : undefined;
}
