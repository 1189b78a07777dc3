import { z } from 'zod';
import { siteConfig } from '@/site.config';
import { theme } from '@/theme.config';
import { isLanguage } from '../i18n/language';
import { aliasProblem, defaultPostPath } from '../util/addresses';
import { isTimeZone, nearestTimeZone, parseContentDate } from '../util/dates';
import { unprintableIn } from '../util/printable';
import { isLinkTarget, isPublicUrl } from '../util/urls';
import { isPassiveType } from './attachment-types';
import { checkTheme } from './check-theme';
import { conversationProblems } from './conversation';
import { licenseIds, licenseOf } from './license';
import { podcastProblems } from './podcast';
import { postPathProblem } from './post-path';
import { isPlaceholder, placeholders, placeholdersIn, withoutPlaceholders } from './redirects';
import { resourceProblem } from './resources';
import { allRoutes } from './routes';
import { shapeProblems } from './shape-problems';
import { basePath } from './site';
import {
  type CompleteConfig,
  ConfigError,
  isOrigin,
  type SiteConfig,
  show,
  withDefaults,
} from './site-config';

/**
 * Checks `site.config.ts`, `theme.config.ts`, `SITE_URL` and `BASE_PATH`. Every command calls this first.
 *
 * @throws {ConfigError} with every problem, one per line
 */
export function checkSite(): void {
  checkSiteConfig(siteConfig);
  checkTheme(theme);
  const { SITE_URL: siteUrl } = process.env;
  if (siteUrl && !isOrigin(siteUrl))
    throw new ConfigError(
      `SITE_URL: expected an origin such as https://example.org (no path, no password), found ${show(siteUrl)}`,
    );
  if (basePath !== '' && !/^(?:\/(?!\.)[\w.~-]+)+$/.test(basePath))
    throw new ConfigError(
      `BASE_PATH: expected a path such as /repo, in which each part starts with a slash and has only letters, digits and - . _ ~, found ${show(process.env.BASE_PATH)}`,
    );
}

/**
 * Checks a configuration. The rules are hand-written, so that messages name the key.
 *
 * @throws {ConfigError} with every problem, one per line
 */
export function checkSiteConfig(written: SiteConfig): void {
  const problems = shapeProblems(shape, written, 'siteConfig', 'docs/configuration.md');
  problems.push(...valueProblems(withDefaults(withoutWrongTypes(written))));
  if (problems.length > 0)
    throw new ConfigError(problems.map((problem) => `site.config.ts: ${problem}`).join('\n'));
}

/** Takes the place of required options with a value of the wrong type. */
const validConfig: SiteConfig = {
  title: 'Title',
  tagline: 'Tagline',
  description: 'Description',
  url: 'https://example.org',
  language: 'en',
  copyright: 'Copyright',
};

/** Leaves out options with a value of the wrong type, so that the other values can be checked. */
function withoutWrongTypes(written: SiteConfig): SiteConfig {
  const { error } = shape.safeParse(written);
  const wrong = new Set(error?.issues.map(({ path: [option] }) => option));
  const right = Object.entries(Object(written)).filter(([option]) => !wrong.has(option));
  return { ...validConfig, ...Object.fromEntries(right) };
}

const text = z.string();
const link = z.object({ label: text, href: text }).strict();

/** A service by name, with what each needs to know. */
function service(services: Record<string, z.ZodRawShape>) {
  const [first, ...others] = Object.entries(services).map(([name, fields]) =>
    z.object({ service: z.literal(name), ...fields }).strict(),
  );
  if (!first) throw new TypeError('expected a service');
  const names = Object.keys(services).join(', ');
  return z
    .discriminatedUnion('service', [first, ...others], {
      errorMap: ({ code }, { defaultError }) => ({
        message:
          code === 'invalid_union_discriminator'
            ? `expected ${others.length > 0 ? `one of ${names}` : JSON.stringify(names)}`
            : defaultError,
      }),
    })
    .optional();
}

/** What is wrong with a redirect, if anything. */
function redirectProblem(from: string, to: string): string | undefined {
  const names = placeholdersIn(from);
  const unknown = [...names, ...placeholdersIn(to)].find((name) => !isPlaceholder(name));
  if (unknown !== undefined)
    return `:${unknown} is unknown; expected ${placeholders.map((name) => `:${name}`).join(', ')}`;
  const absent = placeholdersIn(to).find((name) => !names.includes(name));
  if (absent !== undefined) return `"to" uses :${absent}, which "from" does not contain`;
  const what = names.filter((name) => name === 'slug' || name === 'tag' || name === 'author');
  if (what.length > 1) return '"from" may contain only one of :slug, :tag and :author';
  const problem =
    aliasProblem(withoutPlaceholders(from)) ??
    (to.startsWith('/') ? undefined : '"to" is not a path of this site');
  return problem && `${problem}; expected paths such as /old/ and /posts/new/`;
}

/** The URLs of services, which must be public and, because readers' data goes there, encrypted. */
function serviceProblems({ analytics, newsletter }: CompleteConfig): string[] {
  const urls: [place: string, url: string | undefined][] = [];
  if (analytics && 'url' in analytics) urls.push(['analytics.url', analytics.url]);
  if (newsletter && 'url' in newsletter) urls.push(['newsletter.url', newsletter.url]);
  if (newsletter && 'action' in newsletter) urls.push(['newsletter.action', newsletter.action]);
  if (newsletter?.service === 'form')
    for (const origin of newsletter.redirects ?? []) urls.push(['newsletter.redirects', origin]);
  return urls.flatMap(([place, url]) =>
    url === undefined || (isPublicUrl(url) && /^https:|^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/.test(url))
      ? []
      : [`${place}: expected an https URL without a password, found ${show(url)}`],
  );
}

/** The first segments of the addresses of other pages and files. */
const otherSegments = [
  ...allRoutes.flatMap(([route, { isBelowPosts }]) =>
    isBelowPosts ? [] : (/^\/(?!posts\/)(\w[\w-]*)(?:\/|$)/.exec(route)?.[1] ?? []),
  ),
  'assets',
  'media',
];

function postPathProblems({ postPath = defaultPostPath, formerPostPaths = [] }: CompleteConfig): string[] {
  const problem = postPathProblem(postPath, otherSegments) ?? aliasProblem(withoutPlaceholders(postPath));
  const expected = 'expected a pattern such as /posts/:slug/ or /:year/:month/:slug/';
  return [
    ...(problem ? [`postPath: ${expected}, found ${show(postPath)}: ${problem}`] : []),
    ...formerPostPaths.flatMap((pattern) => {
      const wrong =
        pattern === postPath
          ? 'it is the current postPath'
          : (postPathProblem(pattern, []) ?? aliasProblem(withoutPlaceholders(pattern)));
      return wrong ? [`formerPostPaths: ${expected}, found ${show(pattern)}: ${wrong}`] : [];
    }),
  ];
}

/** The types of the fields. */
const shape = z
  .object({
    title: text,
    tagline: text,
    description: text,
    url: text,
    language: text,
    timeZone: text.optional(),
    copyright: text,
    license: text.optional(),
    defaultAuthors: z.array(text).optional(),
    navigation: z.array(link).optional(),
    callToAction: z
      .union([z.literal(false), link.extend({ heading: text, text })], {
        errorMap: () => ({ message: 'expected false, or heading, text, label and href' }),
      })
      .optional(),
    frontPage: z
      .object({
        lead: text.optional(),
        featured: z.array(text).max(3, 'expected at most three posts').optional(),
        start: text.optional(),
      })
      .strict()
      .optional(),
    postsPerPage: z.number().optional(),
    feedLength: z.number().optional(),
    tocMinHeadings: z.number().optional(),
    offline: z.boolean().optional(),
    crawlers: z.object({ training: text, answers: text }).strict().optional(),
    attachmentTypes: z.array(text).optional(),
    altTextSince: text.optional(),
    postPath: text.optional(),
    formerPostPaths: z.array(text).optional(),
    foldersInPaths: z.boolean().optional(),
    markdown: z
      .object({
        headingIds: z.boolean().optional(),
        definitionLists: z.boolean().optional(),
        emoji: z.boolean().optional(),
        highlight: z.boolean().optional(),
        subscript: z.boolean().optional(),
        superscript: z.boolean().optional(),
        embeds: z.boolean().optional(),
        wikilinks: z.boolean().optional(),
      })
      .strict()
      .optional(),
    gone: z.array(text).optional(),
    redirects: z.array(z.object({ from: text, to: text }).strict()).optional(),
    removalLimit: z.number().optional(),
    analytics: service({
      plausible: { domain: text, url: text.optional() },
      umami: { website: text, url: text },
      goatcounter: { url: text },
      cloudflare: { token: text },
      endpoint: { url: text },
    }),
    comments: service({ giscus: { repo: text, repoId: text, category: text, categoryId: text } }),
    newsletter: service({
      buttondown: { username: text },
      listmonk: { url: text, lists: z.array(text) },
      mailchimp: { action: text },
      ghost: { url: text },
      form: {
        action: text,
        field: text.optional(),
        hidden: z.record(text).optional(),
        redirects: z.array(text).optional(),
      },
    }),
    conversation: z
      .object({ webmentions: text.optional(), bluesky: text.optional(), hide: z.array(text).optional() })
      .strict()
      .optional(),
    history: z.boolean().optional(),
    citeThis: z.boolean().optional(),
    podcast: z
      .object({
        image: text,
        category: z.array(text),
        title: text.optional(),
        description: text.optional(),
        author: text.optional(),
        email: text.optional(),
        explicit: z.boolean().optional(),
        type: z.enum(['episodic', 'serial']).optional(),
      })
      .strict()
      .optional(),
    resources: z
      .array(
        z
          .object({
            name: text,
            script: text.optional(),
            style: text.optional(),
            integrity: text.optional(),
            pages: z.array(text).optional(),
            policy: z.record(z.array(text)).optional(),
          })
          .strict(),
      )
      .optional(),
    notify: z
      .object({
        hub: text.optional(),
        indexNow: z.object({ key: text, endpoint: text.optional() }).strict().optional(),
        webmentions: z.boolean().optional(),
      })
      .strict()
      .optional(),
    security: z.object({ contact: text, expires: text }).strict().optional(),
  })
  .strict();

function valueProblems(config: CompleteConfig): string[] {
  const problems: string[] = [];
  const text = (key: 'title' | 'tagline' | 'description' | 'language' | 'copyright') => {
    if (typeof config[key] !== 'string' || config[key].trim() === '')
      problems.push(`${key}: expected a non-empty string`);
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
  if (config.timeZone !== undefined && !isTimeZone(config.timeZone)) {
    const near = nearestTimeZone(config.timeZone);
    problems.push(
      `timeZone: expected the name of a time zone such as "Europe/Berlin", found ${JSON.stringify(config.timeZone)}${near ? `; did you mean "${near}"?` : ''}`,
    );
  }
  if (config.altTextSince !== undefined && typeof parseContentDate(config.altTextSince) === 'string')
    problems.push(`altTextSince: expected a day such as "2026-01-01", found ${show(config.altTextSince)}`);
  const links: [string, string][] = config.navigation.map((link) => ['navigation', link.href]);
  if (config.callToAction) links.push(['callToAction', config.callToAction.href]);
  for (const [key, href] of links)
    if (!isLinkTarget(href))
      problems.push(
        `${key}: expected a path such as /about/ or an absolute URL without a password, found ${show(href)}`,
      );
  if (config.license !== undefined && !licenseOf(config.license))
    problems.push(
      `license: expected a URL, or one of ${licenseIds.join(', ')}, found ${show(config.license)}`,
    );
  if (config.comments && !/^[\w.-]+\/[\w.-]+$/.test(config.comments.repo))
    problems.push(
      `comments.repo: expected a repository such as ada/quiet-rivers, found ${show(config.comments.repo)}`,
    );
  for (const resource of config.resources ?? []) {
    const problem = resourceProblem(resource);
    if (problem) problems.push(`resources: ${resource.name}: ${problem}`);
  }
  problems.push(...serviceProblems(config), ...postPathProblems(config));
  if (config.conversation) problems.push(...conversationProblems(config.conversation));
  if (config.podcast) problems.push(...podcastProblems(config.podcast));
  for (const path of config.gone ?? []) {
    const problem = aliasProblem(path);
    if (problem)
      problems.push(
        `gone: expected a path such as /posts/withdrawn/, found ${JSON.stringify(path)}: ${problem}`,
      );
  }
  for (const { from, to } of config.redirects ?? []) {
    const problem = redirectProblem(from, to);
    if (problem) problems.push(`redirects: from ${show(from)} to ${show(to)}: ${problem}`);
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
      `security.contact: expected a mailto:, tel: or https: URL, without a password, found ${show(security.contact)}`,
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
  return problems;
}
