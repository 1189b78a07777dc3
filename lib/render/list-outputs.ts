import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Post } from 'contentlayer/generated';
import { codeHash, imageCodeHash, searchCode } from '../cache/code-hash';
import { memoizeOnDisk } from '../cache/memoize-on-disk';
import { assetDir, serviceWorkerFile } from '../cache/paths';
import { readText } from '../cache/texts';
import { absoluteUrl, site } from '../config/site';
import type { Asset } from '../content/assets';
import { bodyOf } from '../content/body';
import type { Publication, ResolvedEntry } from '../content/publication';
import { type ImageVariant, socialImageOf, variantsOf } from '../images/picture';
import { staticFilesWith } from '../next/compiled-app';
import { allCards } from '../pages/cards';
import { type Catalog, summaryOf } from '../pages/catalog';
import { allFeeds, feedsAsOpml } from '../pages/feeds';
import { sitePages } from '../pages/index';
import type { TextOf } from '../pages/site-content';
import type { indexPosts } from '../search/keep';
import type { SearchedPost } from '../search/word-index';
import { humans, securityTxt } from '../text-files/humans';
import { llms, llmsHead } from '../text-files/llms';
import type { MarkdownInput } from '../text-files/markdown';
import { oEmbed } from '../text-files/oembed';
import { type SitemapEntry, sitemapEntry, sitemapFiles } from '../text-files/sitemap';
import { encodePath, feedStylesFile } from '../util/addresses';
import { dayOrMoment } from '../util/dates';
import { filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import { fileOf, type Output } from './output';
import { feedStyles } from './styles';

/** Makes the search index, possibly in another process. */
export type MakeIndex = typeof indexPosts;

/**
 * All outputs of the site except images.
 *
 * @param makeIndex makes the search index, in parallel
 */
export async function* listOutputs(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
  makeIndex: MakeIndex,
): AsyncGenerator<Output, void> {
  // Started first, awaited last.
  const search = searchOutputs(publication, catalog, makeIndex);
  const first = search.next();
  // Avoids an unhandled rejection if the consumer stops early.
  first.catch(() => {});
  yield* siteOutputs(publication, catalog, publicDir);
  const { value, done } = await first;
  if (!done) yield value;
  yield* search;
}

/** The outputs of the search index. */
export async function* searchOutputs(
  publication: Publication,
  catalog: Catalog,
  makeIndex: MakeIndex,
): AsyncGenerator<Output, void> {
  for (const [path, content] of await searchIndex(searchedPosts(publication, catalog), makeIndex))
    yield { kind: 'text', path, content };
}

/**
 * The outputs of authors' images. They take the longest by far and do not depend on the rest of the
 * site, so a new title or navigation does not rebuild them.
 */
export async function imageOutputs({ entries }: Publication): Promise<Output[]> {
  const code = await imageCodeHash();
  return [...mediaOf(entries).values()].flatMap(({ renditions, ...medium }) =>
    renditions ? { kind: 'image', ...medium, renditions, code } : [],
  );
}

/** All outputs except authors' images and the search index. */
export async function* siteOutputs(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
): AsyncGenerator<Output, void> {
  const textOf = textsOf(publication);
  const sitemap: SitemapEntry[] = [];
  for (const sitePage of sitePages({ catalog, textOf })) {
    const { page } = sitePage;
    const entry = sitemapEntry(sitePage);
    if (entry) sitemap.push(entry);
    const kind = page.address.endsWith('/') || page.address.endsWith('.html') ? 'page' : 'route';
    yield { kind, path: fileOf(decodeURIComponent(page.address)), page };
  }
  for (const { path, feed } of allFeeds(catalog, textOf)) yield { kind: 'feeds', path, feed };
  yield { kind: 'text', path: '/feeds.opml', content: feedsAsOpml(catalog) };
  yield { kind: 'text', path: feedStylesFile, content: await feedStyles() };
  for (const post of catalog.posts)
    yield { kind: 'text', path: `${post.path}oembed.json`, content: oEmbed(post, catalog) };
  for (const { path, card } of allCards(catalog)) yield { kind: 'card', path, card };
  yield* markdown(publication, catalog);
  yield { kind: 'text', path: '/humans.txt', content: humans(catalog) };
  const key = site.notify?.indexNow?.key;
  if (key) yield { kind: 'text', path: `/${key}.txt`, content: key };
  const security = securityTxt();
  if (security) yield { kind: 'text', path: '/.well-known/security.txt', content: security };
  for (const [path, content] of sitemapFiles(sitemap)) yield { kind: 'text', path, content };
  yield { kind: 'text', path: '/llms.txt', content: llms(catalog) };
  yield* files(publication, publicDir);
}

/** Returns a function that finds the text of a document by its `_id`. */
export function textsOf(publication: Publication): TextOf {
  const entryOf = entriesOf(publication);
  return (id) => {
    const entry = entryOf(id);
    const { headings, words, formulas } = entry.text;
    return { body: bodyOf(entry), headings, words, formulas };
  };
}

/** Returns a function that finds the entry of a document by its `_id`. */
function entriesOf({ entries }: Publication): (id: string) => ResolvedEntry {
  const byId = new Map(entries.map((entry) => [entry.file.path, entry]));
  return (id) => {
    const entry = byId.get(id);
    if (!entry) throw new Error(`${id} is in the index but not in this publication`);
    return entry;
  };
}

function* markdown({ contentDir, entries }: Publication, catalog: Catalog): Generator<Output> {
  const inputs = new Map<Post, { post: MarkdownInput; words: number }>();
  for (const entry of entries) {
    const found = entry.file.type === 'Post' ? catalog.findPost(entry.slug) : undefined;
    if (!found) continue;
    const { links, assets } = bodyOf(entry);
    const tags = catalog.tagsOf(found).map(({ name }) => name);
    const post: MarkdownInput = {
      frontMatter: {
        title: found.title,
        description: summaryOf(found),
        url: absoluteUrl(encodePath(found.path)),
        date: dayOrMoment(found.day, found.date, site.timeZone),
        updated: found.updated && dayOrMoment(found.updatedDay ?? '', found.updated, site.timeZone),
        authors: catalog.authorsOf(found).map((author) => author.name),
        tags: tags.length > 0 ? tags : undefined,
        series: found.series && catalog.findSeries(found.series)?.title,
        language: found.lang ?? site.language,
        rights: site.copyright,
      },
      from: join(contentDir, entry.file.path),
      digest: entry.digest,
      references: entry.text.references,
      links,
      assets,
    };
    yield { kind: 'markdown', path: `${found.path}index.md`, post };
    if (!found.noindex) inputs.set(found, { post, words: entry.text.words });
  }
  const posts: MarkdownInput[] = [];
  let remainingWords = maxWords;
  for (const found of catalog.posts) {
    const props = inputs.get(found);
    if (!props) continue;
    remainingWords -= props.words;
    if (remainingWords < 0) break;
    posts.push(props.post);
  }
  yield { kind: 'llms', path: '/llms-full.txt', head: llmsHead(), posts };
}

/** The maximum number of words in `llms-full.txt`, which is read in one piece. It has the newest articles. */
const maxWords = 200_000;

/** The posts to index for search, year by year, oldest first; see `lib/search/files.ts`. */
function searchedPosts(publication: Publication, catalog: Catalog): SearchedPost[] {
  const entryOf = entriesOf(publication);
  const posts = catalog.years.toReversed().flatMap(({ posts }) => posts.toReversed());
  return posts.map((post) => {
    const { headings, frequencies } = entryOf(post._id).text;
    return {
      href: encodePath(post.path),
      slug: post.slug,
      title: post.title,
      summary: summaryOf(post),
      day: post.day,
      headings: headings.map((heading) => heading.text),
      tags: catalog.tagsOf(post).map(({ slug, name }) => [slug, name]),
      authors: catalog.authorsOf(post).map(({ slug, name }) => [slug, name]),
      frequencies,
    };
  });
}

/** The files of the search index, cached until a post changes. */
async function searchIndex(
  posts: readonly SearchedPost[],
  makeIndex: MakeIndex,
): Promise<[path: string, content: string][]> {
  const code = await codeHash(searchCode);
  const key = hashOf(code, JSON.stringify(posts));
  return memoizeOnDisk(key, 'search', () => makeIndex({ posts, code }));
}

/** Files of `public/`, fonts, browser modules, attachments, diagrams and formulas. */
async function* files({ entries, publicFiles }: Publication, publicDir: string): AsyncGenerator<Output> {
  for (const path of publicFiles) yield await plainFile(path, join(publicDir, path));
  for (const path of await filesUnder(assetDir))
    yield await plainFile(`/assets${path}`, join(assetDir, path));
  for (const font of staticFilesWith('.woff2'))
    yield await plainFile(`/_next/static/media/${basename(font)}`, font);
  yield await plainFile('/service-worker.js', serviceWorkerFile);
  for (const { renditions, ...medium } of mediaOf(entries).values())
    if (!renditions) yield { kind: 'file', ...medium };
  // Several articles may have the same diagrams and formulas.
  const drawings = new Map<string, string>();
  const formulas = new Map<string, string>();
  for (const { file, text } of entries) {
    for (const [path, svg] of Object.entries(text.diagrams)) drawings.set(path, svg);
    if (file.type !== 'Post') continue;
    for (const { address, svg } of Object.values(text.formulas)) formulas.set(address, svg);
  }
  for (const [path, svg] of drawings) yield { kind: 'text', path, content: readText(svg) };
  for (const [path, svg] of formulas) yield { kind: 'formula', path, svg };
}

/** A file that is copied unchanged. */
async function plainFile(path: string, from: string): Promise<Output> {
  return { kind: 'file', path, from, digest: hashOf(await readFile(from)) };
}

/** A file or image under `/media/`. */
export interface Medium {
  /** The path of a file, or the common prefix of the files of an image. Not percent-encoded. */
  path: string;
  /** The author's file, and a hash of its content. */
  from: string;
  digest: string;
  /** The renditions of an image. If omitted, the file is copied unchanged. */
  renditions?: ImageVariant[];
}

/** The images and attachments of authors, by path. */
export function mediaOf(entries: readonly ResolvedEntry[]): Map<string, Medium> {
  const media = new Map<string, Medium>();
  const add = ({ file, digest }: Asset, address: string, renditions?: ImageVariant[]) => {
    const path = decodeURIComponent(address);
    media.set(path, { path, from: file, digest, renditions });
  };
  for (const { resolved } of entries) {
    for (const asset of resolved.assets.values())
      if (asset.picture) add(asset, asset.picture.base, variantsOf(asset.picture));
      else if (asset.file) add(asset, asset.address);
    const { image } = resolved;
    if (!image?.picture) continue;
    const rendition = socialImageOf(image.picture);
    add(image, rendition.address, [rendition]);
  }
  return media;
}
