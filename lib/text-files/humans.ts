import { absoluteUrl, site } from '../config/site';
import { type Catalog, lastChange } from '../pages/catalog';
import { encodePath } from '../util/addresses';
import { dayIn } from '../util/dates';

/** `/humans.txt`: the people behind the site (humanstxt.org). */
export function humans({ authors, posts }: Catalog): string {
  const changed = lastChange(posts);
  return [
    '/* TEAM */',
    ...authors.map((author) => `${author.name}: ${absoluteUrl(encodePath(author.path))}`),
    '',
    '/* SITE */',
    `Name: ${site.title}`,
    ...(changed ? [`Last update: ${dayIn(new Date(changed), site.timeZone ?? 'UTC')}`] : []),
    `Language: ${site.language}`,
    'Software: Next.js, Contentlayer, Tailwind CSS',
    '',
  ].join('\n');
}

/** `/.well-known/security.txt`: where to report a vulnerability (RFC 9116); `undefined` if not configured. */
export function securityTxt(): string | undefined {
  if (!site.security) return undefined;
  const { contact, expires } = site.security;
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}T00:00:00.000Z`,
    `Preferred-Languages: ${site.language}`,
    `Canonical: ${absoluteUrl('/.well-known/security.txt')}`,
    '',
  ].join('\n');
}
