import { siteConfig } from '@/site.config';
import { messagesIn } from '../i18n/index';
import { defaultPostPath } from '../util/addresses';
import { nameKey } from '../util/names';
import { type License, licenseOf } from './license';
import { type CompleteConfig, isOrigin, withDefaults } from './site-config';

/** A list, or none if it has the wrong type, which `checkSite` reports. */
const listOf = <T>(list: readonly T[] | undefined): readonly T[] => (Array.isArray(list) ? list : []);

const config = withDefaults(siteConfig);
const url = process.env.SITE_URL || config.url;

/**
 * The configuration, with `SITE_URL` and the defaults applied and `url` without a trailing slash.
 * Commands check it first, with `checkSite`.
 */
export const site: CompleteConfig = {
  ...config,
  url: isOrigin(url) ? new URL(url).origin : url,
  redirects: [
    ...listOf(config.redirects),
    ...listOf(config.formerPostPaths).map((from) => ({ from, to: config.postPath ?? defaultPostPath })),
  ],
  defaultAuthors: [config.defaultAuthors].flat().map((name) => nameKey(String(name))),
};

/** Whether the owner has decided what crawlers may do. */
export const hasCrawlerRules = siteConfig.crawlers !== undefined;

/** The license of posts that have none of their own. */
export const siteLicense: License | undefined =
  site.license === undefined ? undefined : licenseOf(String(site.license));

/** The messages of the interface, in the site's language. */
export const messages = messagesIn(site.language);

/** The path of the site on its host, from `BASE_PATH`: empty, or a path such as `/repo`. */
export const basePath = (process.env.BASE_PATH ?? '').replace(/\/$/, '');

/** The path on the host for a path of this site: `/posts/x/` → `/repo/posts/x/`. */
export const hostedPath = (path: string): string => basePath + path;

/** The absolute URL for a path of this site: `/posts/x/` → `https://example.org/posts/x/`. A URL stays as it is. */
export function absoluteUrl(path: string): string {
  if (/^https?:\/\//i.test(path)) return path;
  return new URL(hostedPath(path), site.url).href;
}
