import { siteConfig } from '../../site.config';
import { messagesIn } from '../i18n/index';
import { nameKey } from '../util/names';
import { ConfigError, checkSiteConfig, isOrigin, type SiteConfig, show } from './site-config';

/**
 * Checks `site.config.ts`, `SITE_URL` and `BASE_PATH`. Every command calls this first.
 *
 * @throws {ConfigError} with every problem, one per line
 */
export function checkSite(): void {
  checkSiteConfig(siteConfig);
  if (siteUrl !== undefined && !isOrigin(siteUrl))
    throw new ConfigError(
      `SITE_URL: expected an origin such as https://example.org (no path, no password), found ${show(siteUrl)}`,
    );
  if (basePath !== '' && !/^(?:\/(?!\.)[\w.~-]+)+$/.test(basePath))
    throw new ConfigError(
      `BASE_PATH: expected a path such as /repo, of letters, digits and hyphens, found ${show(process.env.BASE_PATH)}`,
    );
}

const siteUrl = process.env.SITE_URL || undefined;
const url = siteUrl ?? siteConfig.url;

/** The configuration, with `SITE_URL` applied and `url` without a trailing slash. */
export const site: SiteConfig = {
  ...siteConfig,
  url: isOrigin(url) ? new URL(url).origin : url,
  defaultAuthors: siteConfig.defaultAuthors.map(nameKey),
};

/** The messages of the interface, in the site's language. */
export const messages = messagesIn(site.language);

/** The path of the site on its host, from `BASE_PATH`: empty, or a path such as `/repo`. */
export const basePath = (process.env.BASE_PATH ?? '').replace(/\/$/, '');

/** The path on the host for a path of this site: `/posts/x/` → `/repo/posts/x/`. */
export const hostedPath = (path: string): string => basePath + path;

/** The absolute URL for a path of this site: `/posts/x/` → `https://example.org/posts/x/`. */
export function absoluteUrl(path: string): string {
  return new URL(hostedPath(path), site.url).href;
}
