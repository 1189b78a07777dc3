import { isLanguage } from '../i18n/language';
import { aliasProblem } from '../util/addresses';
import { isTimeZone } from '../util/dates';
import { UserError } from '../util/errors';
import { unprintableIn } from '../util/printable';
import { isLinkTarget, isPublicUrl, withoutPassword } from '../util/urls';
import { isPassiveType } from './attachment-types';
import type { CrawlerRules } from './crawlers';

/** A link in the navigation; `href` is a path on this site or an absolute URL. */
export interface NavigationLink {
  label: string;
  href: string;
}

/** The call to action at the end of a post. */
export interface CallToAction {
  heading: string;
  text: string;
  label: string;
  href: string;
}

/** The services that `npm run notify` notifies of changes. */
export interface NotifyConfig {
  /** A WebSub hub. */
  hub?: string;
  /** IndexNow: a key of 8 to 128 letters, digits and hyphens, and the endpoint to send changes to. */
  indexNow?: { key: string; endpoint?: string };
}

/** The configuration in `site.config.ts`. */
export interface SiteConfig {
  title: string;
  tagline: string;
  /** One or two sentences, for pages without their own description. */
  description: string;
  /** An origin such as `https://example.org`, without a path. */
  url: string;
  /** A BCP 47 language tag. */
  language: string;
  /**
   * The time zone in which days begin and end: an IANA name such as `Asia/Tokyo`. The default is UTC.
   */
  timeZone?: string;
  copyright: string;
  defaultAuthors: string[];
  navigation: NavigationLink[];
  callToAction: CallToAction | false;
  postsPerPage: number;
  feedLength: number;
  tocMinHeadings: number;
  offline: boolean;
  crawlers: CrawlerRules;
  /** More file types that posts may link to, besides those in docs/writing.md: extensions such as `['stl', 'py']`. */
  attachmentTypes?: string[];
  /** Addresses of articles that were taken down, such as `/posts/withdrawn/`. Requests get 410 Gone where the host supports it. */
  gone?: string[];
  /** The fraction of pages that a build may remove without `--yes`, from 0 to 1. The default is 0.5. */
  removalLimit?: number;
  /** The services that `npm run notify` notifies of changes. */
  notify?: NotifyConfig;
  /** For `security.txt`. If omitted, there is no such file. */
  security?: {
    /** A `mailto:` or `https:` URL. */
    contact: string;
    /** The day on which the contact expires, `YYYY-MM-DD`, less than a year ahead. */
    expires: string;
  };
}

/** The site's configuration or environment is invalid. The message says what is expected. */
export class ConfigError extends UserError {
  override name = 'ConfigError';
}

/**
 * Checks a configuration. The rules are hand-written, so that messages name the key.
 *
 * @throws {ConfigError} with every problem, one per line
 */
export function checkSiteConfig(config: SiteConfig): void {
  const problems: string[] = [];
  const text = (key: 'title' | 'tagline' | 'description' | 'language' | 'copyright') => {
    if (typeof config[key] !== 'string' || config[key].trim() === '')
      problems.push(`${key}: expected some text`);
    else oneLine(key, config[key]);
  };
  const oneLine = (key: string, value: unknown) => {
    const written = String(value);
    const character = /[\n\r]/.test(written) ? 'a line break' : unprintableIn(written);
    if (character) problems.push(`${key}: expected text on one line, found ${character} in it`);
  };
  for (const { label } of config.navigation) oneLine('navigation', label);
  for (const value of Object.values(config.callToAction || {})) oneLine('callToAction', value);
  for (const key of ['title', 'tagline', 'description', 'language', 'copyright'] as const) text(key);
  for (const key of ['postsPerPage', 'feedLength', 'tocMinHeadings'] as const)
    if (!Number.isInteger(config[key]) || config[key] < 1)
      problems.push(`${key}: expected a whole number of at least 1, found ${config[key]}`);
  if (!isOrigin(config.url))
    problems.push(
      `url: expected an origin such as https://example.org (no path, no password), found ${show(config.url)}`,
    );
  if (!isLanguage(config.language))
    problems.push(
      `language: expected a BCP 47 tag such as "en" or "pt-BR", found ${JSON.stringify(config.language)}`,
    );
  if (config.timeZone !== undefined && !isTimeZone(config.timeZone))
    problems.push(
      `timeZone: expected the name of a time zone such as "Europe/Berlin", found ${JSON.stringify(config.timeZone)}`,
    );
  const links: [string, string][] = config.navigation.map((link) => ['navigation', link.href]);
  if (config.callToAction) links.push(['callToAction', config.callToAction.href]);
  for (const [key, href] of links)
    if (!isLinkTarget(href))
      problems.push(
        `${key}: expected a path such as /about/ or an absolute URL without a password, found ${show(href)}`,
      );
  for (const path of config.gone ?? []) {
    const problem = aliasProblem(path);
    if (problem)
      problems.push(
        `gone: expected a path such as /posts/withdrawn/, found ${JSON.stringify(path)}: ${problem}`,
      );
  }
  for (const type of config.attachmentTypes ?? [])
    if (!isPassiveType(type))
      problems.push(
        `attachmentTypes: expected a file extension such as "stl", of a type that does not run in a browser or on a server; found ${JSON.stringify(type)}`,
      );
  const { removalLimit: limit = 0 } = config;
  if (!(limit >= 0 && limit <= 1))
    problems.push(`removalLimit: expected a number from 0 to 1, such as 0.5, found ${show(limit)}`);
  const { hub, indexNow } = config.notify ?? {};
  for (const [key, url] of [
    ['hub', hub],
    ['indexNow.endpoint', indexNow?.endpoint],
  ] as const)
    if (url !== undefined && !isPublicUrl(url))
      problems.push(`notify.${key}: expected an http(s) URL without a password, found ${show(url)}`);
  if (indexNow && !/^[A-Za-z0-9-]{8,128}$/.test(indexNow.key))
    problems.push(
      `notify.indexNow.key: expected 8 to 128 letters, digits and hyphens, found ${JSON.stringify(indexNow.key)}`,
    );
  const { security } = config;
  if (
    security &&
    !/^(?:mailto|tel):[^\s\p{Cc}]+$/u.test(security.contact) &&
    !(/^https:/.test(security.contact) && isPublicUrl(security.contact))
  )
    problems.push(
      `security.contact: expected a mailto: or https: URL, without a password, found ${show(security.contact)}`,
    );
  if (security && !/^\d{4}-\d\d-\d\d$/.test(security.expires))
    problems.push(
      `security.expires: expected a day such as 2027-06-30, found ${JSON.stringify(security.expires)}`,
    );
  for (const purpose of ['training', 'answers'] as const)
    if (!['allow', 'refuse'].includes(config.crawlers[purpose]))
      problems.push(
        `crawlers.${purpose}: expected "allow" or "refuse", found ${JSON.stringify(config.crawlers[purpose])}`,
      );
  if (problems.length > 0)
    throw new ConfigError(problems.map((problem) => `site.config.ts: ${problem}`).join('\n'));
}

/** Formats a value for a message, without passwords. */
export const show = (value: unknown) =>
  JSON.stringify(typeof value === 'string' ? withoutPassword(value) : value);

/** Whether `url` is an http(s) origin without path, query, fragment or password. */
export function isOrigin(url: string): boolean {
  if (typeof url !== 'string' || !isPublicUrl(url)) return false;
  const { host, pathname, search, hash } = new URL(url);
  // The URL parser accepts characters that no host name has, and that have a meaning in host configurations.
  return /^(?:[a-z0-9._-]+|\[[\da-f:.]+\])(?::\d+)?$/.test(host) && pathname === '/' && !search && !hash;
}
