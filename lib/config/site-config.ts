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

/** What a reader is asked to do at the end of a post. */
export interface CallToAction {
  heading: string;
  text: string;
  label: string;
  href: string;
}

/** Whom `npm run notify` informs of changes. */
export interface NotifyConfig {
  /** A WebSub hub. */
  hub?: string;
  /** IndexNow: a key of 8 to 128 letters, digits and hyphens, and the endpoint that takes the changes. */
  indexNow?: { key: string; endpoint?: string };
}

export interface SiteConfig {
  title: string;
  tagline: string;
  /** One or two sentences, used wherever a page has no description of its own. */
  description: string;
  /** An origin such as `https://example.org`, without a path. */
  url: string;
  /** A BCP 47 language tag. */
  language: string;
  /**
   * The IANA name of a time zone, such as `Asia/Tokyo`: in it, a day begins and ends. Without one,
   * days are in UTC.
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
  /** Types of files that posts may offer besides those of docs/writing.md, by how their names end: `['stl', 'py']`. */
  attachmentTypes?: string[];
  /** Addresses of articles that were taken down, such as `/posts/withdrawn/`: asked for, they are said to be gone. */
  gone?: string[];
  /** The share of its pages that a build may remove without `--yes`, from 0 to 1; half by default. */
  removalLimit?: number;
  /** Whom `npm run notify` informs of changes. */
  notify?: NotifyConfig;
  /** For `security.txt`; no file where there is none. */
  security?: {
    /** A `mailto:` or `https:` URL. */
    contact: string;
    /** The day from which what it says is out of date, `YYYY-MM-DD`: less than a year from when it is written. */
    expires: string;
  };
}

/** The site's configuration or environment cannot be used; the message says what to write. */
export class ConfigError extends UserError {
  override name = 'ConfigError';
}

/**
 * Checks a configuration by hand-written rules, so that the message names the key.
 *
 * @throws {ConfigError} with every problem, one a line
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
    if (character) problems.push(`${key}: expected text in one line, found ${character} in it`);
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
        `attachmentTypes: expected how names of files end, such as "stl", and none that runs in a browser or on a server; found ${JSON.stringify(type)}`,
      );
  const { removalLimit: limit = 0 } = config;
  if (!(limit >= 0 && limit <= 1))
    problems.push(`removalLimit: expected a share from 0 to 1, such as 0.5, found ${show(limit)}`);
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

/** A value as a message may show it, without a password. */
export const show = (value: unknown) =>
  JSON.stringify(typeof value === 'string' ? withoutPassword(value) : value);

/** Whether `url` is an http(s) origin without path, query, fragment or password. */
export function isOrigin(url: string): boolean {
  if (typeof url !== 'string' || !isPublicUrl(url)) return false;
  const { host, pathname, search, hash } = new URL(url);
  // The parser lets signs through that no host has, and that rules of hosts would take for something else.
  return /^(?:[a-z0-9._-]+|\[[\da-f:.]+\])(?::\d+)?$/.test(host) && pathname === '/' && !search && !hash;
}
