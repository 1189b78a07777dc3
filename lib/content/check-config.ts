import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { slugAt } from '../config/post-path';
import { fillPlaceholders, type Placeholder, placeholdersIn } from '../config/redirects';
import { maxArchiveArticles } from '../config/routes';
import { site } from '../config/site';
import { addressKey, aliasPath, pathOf, yearPath } from '../util/addresses';
import { nearest } from '../util/nearest';
import { slugify } from '../util/slug';
import { type Entry, isListed } from './entry';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { isOwnAddress } from './site-addresses';

/** What the configuration is checked against. */
export interface ConfigContext {
  /** All documents, including drafts and scheduled posts. */
  entries: readonly Entry[];
  /** Those that are built. */
  builtEntries: readonly Entry[];
  /** Documents with errors of their own. Links to them are not reported. */
  unreadable: readonly ContentFile[];
  /** The addresses of the site that are not documents. */
  siteAddresses: readonly string[];
  /** The configuration, if the publication has its own. Without one, links to pages that do not exist are left out. */
  configFile: string | undefined;
}

type Key =
  | 'gone'
  | 'redirects'
  | 'navigation'
  | 'callToAction'
  | 'defaultAuthors'
  | 'frontPage'
  | 'podcast'
  | 'resources'
  | 'formerPostPaths';

/** Checks the paths in `site.config.ts` against the documents. @returns the errors, in the order of the keys */
export function checkConfig(context: ConfigContext): ContentError[] {
  const source = context.configFile === undefined ? '' : readFileSync(context.configFile, 'utf8');
  const file =
    context.configFile === undefined
      ? 'site.config.ts'
      : relative('.', context.configFile).split(sep).join('/');
  const errors: ContentError[] = [];
  const report = (key: Key, path: string, message: string, fix: string) =>
    errors.push({
      file,
      ...positionOf(source, key, path),
      message: `${key}: ${message}`,
      fix,
    });
  checkGone(context, report);
  checkRedirects(context, report);
  if (context.configFile !== undefined) {
    checkLinks(context, report);
    checkDefaultAuthors(context, report);
    checkResources(context, report);
    checkFrontPage(context, report);
    checkPodcast(context, report);
  }
  return errors;
}

type Report = (key: Key, path: string, message: string, fix: string) => void;

/** Where a path is written, or the start of the file if it is computed. */
function positionOf(source: string, key: Key, path: string): { line: number; column: number } {
  const start = source.search(new RegExp(`\\b${key}\\s*:`));
  const quoted = ["'", '"', '`'].map((quote) => source.indexOf(quote + path + quote, Math.max(start, 0)));
  const at = Math.min(...quoted.filter((index) => index >= 0));
  if (start < 0 || at === Number.POSITIVE_INFINITY) return { line: 1, column: 1 };
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Reports paths in `gone` that the site itself has. */
function checkGone({ siteAddresses }: ConfigContext, report: Report): void {
  const taken = new Set(siteAddresses.map(addressKey));
  for (const path of site.gone ?? [])
    if (taken.has(addressKey(aliasPath(path))) || isOwnAddress(aliasPath(path)))
      report(
        'gone',
        path,
        `the path ${path} exists on the site; expected only paths of posts and pages that were removed`,
        'remove it from "gone"',
      );
}

/** Reports links of the navigation and the call to action to pages that the site does not have. */
function checkLinks(
  { entries, builtEntries, unreadable, siteAddresses }: ConfigContext,
  report: Report,
): void {
  const paths = [...builtEntries.map(({ path }) => path), ...siteAddresses];
  const redirected = [
    ...(site.redirects ?? []).map(({ from }) => aliasPath(from)),
    ...builtEntries.flatMap(({ fields }) =>
      (fields.aliases?.value ?? []).map(({ value }) => aliasPath(value)),
    ),
  ];
  const known = new Set([...paths, ...yearPathsOf(builtEntries), ...redirected].map(addressKey));
  const unreadablePosts = new Set<string>();
  for (const { type, name } of unreadable)
    if (type === 'Post') unreadablePosts.add(addressKey(name));
    else known.add(addressKey(pathOf[type](name)));
  const hidden = new Set(entries.filter((entry) => entry.hidden).map(({ path }) => addressKey(path)));
  const links: [Key, string][] = site.navigation.map(({ href }) => ['navigation', href]);
  if (site.callToAction) links.push(['callToAction', site.callToAction.href]);
  for (const [key, href] of links) {
    // Later pages of a list come and go with its posts.
    const path = aliasPath(href.replace(/[?#].*$/, '').replace(/page\/\d+\/$/, ''));
    if (!href.startsWith('/') || known.has(addressKey(path))) continue;
    const slug = slugAt(path);
    if (slug !== undefined && unreadablePosts.has(addressKey(slug))) continue;
    const near = nearest(path, paths);
    if (hidden.has(addressKey(path)))
      report(
        key,
        href,
        `the page ${path} is not published yet; expected a page that is`,
        'publish it, or remove the link',
      );
    else
      report(
        key,
        href,
        `the page ${path} does not exist on the site; expected one that does`,
        near ? `write "${near}"` : 'correct the link, or remove it',
      );
  }
}

/** Reports default authors that do not exist. */
function checkDefaultAuthors({ entries, unreadable }: ConfigContext, report: Report): void {
  const authors = [
    ...entries.filter(({ file }) => file.type === 'Author').map(({ slug }) => slug),
    ...unreadable.filter(({ type }) => type === 'Author').map(({ name }) => name),
  ];
  for (const id of site.defaultAuthors) {
    if (authors.includes(id)) continue;
    const near = nearest(id, authors);
    report(
      'defaultAuthors',
      id,
      `there is no author ${id}; expected the name of a file in content/authors/, without .md`,
      near ? `write "${near}"` : `create content/authors/${id}.md, or remove it from "defaultAuthors"`,
    );
  }
}

/** Reports scripts and style sheets of the site that do not exist. */
function checkResources({ siteAddresses }: ConfigContext, report: Report): void {
  for (const { name, script, style } of site.resources ?? []) {
    const path = script ?? style ?? '';
    if (!path.startsWith('/') || siteAddresses.includes(path.replace(/\?.*/, ''))) continue;
    const near = nearest(path, siteAddresses);
    report(
      'resources',
      path,
      `${name}: the file ${path} does not exist; expected a file in public/`,
      near ? `write "${near}"` : `create public${path}`,
    );
  }
}

/** Reports posts of the front page that do not exist, or are not published. */
function checkFrontPage({ entries, builtEntries, unreadable }: ConfigContext, report: Report): void {
  const { lead, start, featured = [] } = site.frontPage;
  const slugsOf = (all: readonly Entry[]) =>
    all.filter(({ file }) => file.type === 'Post').map(({ slug }) => slug);
  const published = slugsOf(builtEntries.filter(isListed));
  const known = [...published, ...unreadable.filter(({ type }) => type === 'Post').map(({ name }) => name)];
  for (const slug of [lead, ...featured, start]) {
    if (slug === undefined || known.includes(slug)) continue;
    const near = nearest(slug, published);
    if (slugsOf(builtEntries).includes(slug))
      report(
        'frontPage',
        slug,
        `the post ${slug} is unlisted; expected a post that lists may show`,
        'choose another, or delete "unlisted" in its front matter',
      );
    else if (slugsOf(entries).includes(slug))
      report(
        'frontPage',
        slug,
        `the post ${slug} is not published yet; expected a post that is`,
        'publish it, or choose another',
      );
    else
      report(
        'frontPage',
        slug,
        `there is no post ${slug}; expected the slug of a post`,
        near ? `write "${near}"` : 'correct it, or remove it',
      );
  }
}

/** Reports a cover of the podcast that does not exist. */
function checkPodcast({ siteAddresses }: ConfigContext, report: Report): void {
  const image = site.podcast?.image;
  if (image === undefined || siteAddresses.includes(image)) return;
  const near = nearest(image, siteAddresses);
  report(
    'podcast',
    image,
    `image: the file ${image} does not exist; expected a square picture of 1400 to 3000 pixels in public/`,
    near ? `write "${near}"` : `create public${image}`,
  );
}

/** Reports redirects of `site.config.ts` from paths that the site has, and to paths that it does not have. */
function checkRedirects({ entries, siteAddresses }: ConfigContext, report: Report): void {
  const paths = [...entries.filter(({ hidden }) => !hidden).map(({ path }) => path), ...siteAddresses];
  const years = yearPathsOf(entries.filter(({ hidden }) => !hidden));
  const existing = new Set([...paths, ...years].map(addressKey));
  const seen = new Set<string>();
  for (const { from, to } of site.redirects ?? []) {
    const source = site.formerPostPaths?.includes(from) ? 'formerPostPaths' : 'redirects';
    const key = addressKey(aliasPath(from));
    const target = to.replace(/[?#].*$/, '');
    const isPattern = placeholdersIn(from).length > 0;
    if (seen.has(key))
      report(
        source,
        from,
        `the path ${from} is redirected twice; expected each path once`,
        'remove one of them',
      );
    else if (!isPattern && (existing.has(key) || isOwnAddress(aliasPath(from))))
      report(
        source,
        from,
        `the path ${from} exists on the site; expected a path that nothing uses`,
        'remove the redirect',
      );
    else {
      // Of what a pattern stands for, one example shows whether its target is right.
      const example = isPattern ? exampleOf(placeholdersIn(from), entries) : {};
      const filled = example && fillPlaceholders(target, example);
      if (filled !== undefined && !existing.has(addressKey(filled))) {
        const near = isPattern ? undefined : nearest(filled, paths);
        report(
          source,
          to,
          `from ${from}: the path ${isPattern ? filled : to} does not exist on the site; expected one that does`,
          near ? `write "${near}"` : 'correct it, or remove the redirect',
        );
      }
    }
    seen.add(key);
  }
}

/** The paths of the years, which only a large publication has. */
function yearPathsOf(entries: readonly Entry[]): string[] {
  const posts = entries.filter((entry) => entry.file.type === 'Post' && isListed(entry));
  if (posts.length <= maxArchiveArticles) return [];
  return posts.flatMap(({ fields }) => (fields.date ? [yearPath(fields.date.value.day.slice(0, 4))] : []));
}

/** Values for the placeholders of a redirect, from the first document that has them; `undefined` if there is none. */
function exampleOf(
  names: readonly string[],
  entries: readonly Entry[],
): Partial<Record<Placeholder, string>> | undefined {
  const visible = entries.filter(({ hidden }) => !hidden);
  if (names.includes('author')) {
    const author = visible.find(({ file }) => file.type === 'Author');
    return author && { author: author.slug };
  }
  const posts = visible.filter(({ file }) => file.type === 'Post');
  if (names.includes('tag')) {
    const tag = posts
      .filter(isListed)
      .flatMap(({ fields }) => fields.tags?.value ?? [])
      .find(({ value }) => slugify(value));
    return tag && { tag: slugify(tag.value) };
  }
  const [post] = posts;
  const [year, month, day] = post?.fields.date?.value.day.split('-') ?? [];
  return post && { slug: post.slug, year, month, day };
}
