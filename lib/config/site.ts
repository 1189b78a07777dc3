import { siteConfig } from '../../site.config';
import { messagesIn } from '../i18n/index';
import { nameKey } from '../util/names';
import { ConfigError, checkSiteConfig, isOrigin, type SiteConfig, show } from './site-config';

/**
 * Checks the configuration in force; every command does so before it begins.
 *
 * @throws {ConfigError} with every problem, one a line
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

/** The configuration in force, with `SITE_URL` applied and `url` without a trailing slash. */
export const site: SiteConfig = {
  ...siteConfig,
  url: isOrigin(url) ? new URL(url).origin : url,
  defaultAuthors: siteConfig.defaultAuthors.map(nameKey),
};

/** The interface's own words, in the site's language. */
export const messages = messagesIn(site.language);

/** Where on its host the site begins: nothing, or a path such as `/repo`, from `BASE_PATH`. */
export const basePath = (process.env.BASE_PATH ?? '').replace(/\/$/, '');

/** A path of this site as its host knows it: `/posts/x/` → `/repo/posts/x/`. */
export const hostedPath = (path: string): string => basePath + path;

/** The absolute URL of a path of this site: `/posts/x/` → `https://example.org/posts/x/`. */
export function absoluteUrl(path: string): string {
  return new URL(hostedPath(path), site.url).href;
}
