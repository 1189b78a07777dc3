import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Post } from 'contentlayer/generated';
import { onceFor } from '../cache/once';
import { readText } from '../cache/texts';
import { allCards } from '../cards/all';
import { type Catalog, summaryOf } from '../catalog';
import { codeHash, imageCodeHash, searchCode } from '../code';
import { encodePath, feedStylesFile } from '../content/addresses';
import type { Asset } from '../content/assets';
import { bodyOf } from '../content/body';
import { dayOrMoment } from '../content/dates';
import type { Publication, ResolvedEntry } from '../content/publication';
import { allFeeds, feedsAsOpml } from '../feeds/lists';
import { filesUnder } from '../files';
import { hashOf } from '../hash';
import { type Rendition, renditionsOf, shareOf } from '../images/picture';
import { sitePages, type TextOf } from '../pages';
import { staticFilesWith } from '../press/compiled';
import type { SearchedPost } from '../search/word-index';
import { absoluteUrl, site } from '../site';
import { assetDir, serviceWorkerFile } from '../work';
import type { Pool } from '../workers/pool';
import { llms, llmsHead } from './llms';
import type { MarkdownCopy } from './markdown';
import { oEmbed } from './oembed';
import { humans, securityTxt } from './people';
import { fileOf, type Sheet } from './sheet';
import { sitemapFiles } from './sitemap';
import { feedStyles } from './styles';

/**
 * Every file of the site, as sheets to print.
 *
 * @param pool makes the search index, meanwhile
 */
export async function* allSheets(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
  pool: Pool,
): AsyncGenerator<Sheet, void> {
  // Started first, and waited for at the end.
  const search = searchSheets(publication, catalog, pool);
  const first = search.next();
  // It must not be missed where the end is never reached.
  first.catch(() => {});
  yield* siteSheets(publication, catalog, publicDir);
  const { value, done } = await first;
  if (!done) yield value;
  yield* search;
}

/** The files of the search index, made by a worker. */
export async function* searchSheets(
  publication: Publication,
  catalog: Catalog,
  pool: Pool,
): AsyncGenerator<Sheet, void> {
  for (const [path, content] of await searchIndex(searchedPosts(publication, catalog), pool))
    yield { kind: 'text', path, content };
}

/**
 * Every image of the authors'. They take the longest by far, and depend on nothing else of the
 * site: another title or navigation leaves them as they are.
 */
export async function imageSheets({ entries }: Publication): Promise<Sheet[]> {
  const code = await imageCodeHash();
  return [...mediaOf(entries).values()].flatMap(({ renditions, ...medium }) =>
    renditions ? { kind: 'image', ...medium, renditions, code } : [],
  );
}

/** Every file but the images of the authors' and those of the search index. */
export async function* siteSheets(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
): AsyncGenerator<Sheet, void> {
  const textOf = textsOf(publication);
  for (const page of sitePages(catalog, textOf)) {
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
  for (const [path, content] of sitemapFiles(catalog, textOf)) yield { kind: 'text', path, content };
  yield { kind: 'text', path: '/llms.txt', content: llms(catalog) };
  yield* files(publication, publicDir);
}

/** Finds the texts of documents by their `_id`. */
export function textsOf(publication: Publication): TextOf {
  const entryOf = entriesOf(publication);
  return (id) => {
    const entry = entryOf(id);
    const { headings, words, formulas } = entry.text;
    return { body: bodyOf(entry), headings, words, formulas };
  };
}

/** Finds what has been read of documents by their `_id`. */
function entriesOf({ entries }: Publication): (id: string) => ResolvedEntry {
  const byId = new Map(entries.map((entry) => [entry.file.path, entry]));
  return (id) => {
    const entry = byId.get(id);
    if (!entry) throw new Error(`the index names ${id}, which is no file of this publication`);
    return entry;
  };
}

function* markdown({ contentDir, entries }: Publication, catalog: Catalog): Generator<Sheet> {
  const copies = new Map<Post, { post: MarkdownCopy; words: number }>();
  for (const entry of entries) {
    const found = entry.file.type === 'Post' ? catalog.findPost(entry.slug) : undefined;
    if (!found) continue;
    const { links, assets } = bodyOf(entry);
    const tags = catalog.tagsOf(found).map(({ name }) => name);
    const post: MarkdownCopy = {
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
    if (!found.noindex) copies.set(found, { post, words: entry.text.words });
  }
  const posts: MarkdownCopy[] = [];
  let room = fullWords;
  for (const found of catalog.posts) {
    const copy = copies.get(found);
    if (!copy) continue;
    room -= copy.words;
    if (room < 0) break;
    posts.push(copy.post);
  }
  yield { kind: 'llms', path: '/llms-full.txt', head: llmsHead(), posts };
}

/** In words: as much of the newest articles is in `llms-full.txt`, which is read in one go. */
const fullWords = 200_000;

/** What search knows of the posts, year by year, oldest first; see `lib/search/files.ts`. */
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

/** The files of the search index, made again where something of a post in it has changed. */
async function searchIndex(
  posts: readonly SearchedPost[],
  pool: Pool,
): Promise<[path: string, content: string][]> {
  const code = await codeHash(searchCode);
  const key = hashOf(code, JSON.stringify(posts));
  return onceFor(key, 'search', () => pool.run('index', { posts, code }));
}

/** Files of `public/`, the fonts and the browser modules as they are, and what authors have put beside their texts. */
async function* files({ entries, publicFiles }: Publication, publicDir: string): AsyncGenerator<Sheet> {
  for (const path of publicFiles) yield await plainFile(path, join(publicDir, path));
  for (const path of await filesUnder(assetDir))
    yield await plainFile(`/assets${path}`, join(assetDir, path));
  for (const font of staticFilesWith('.woff2'))
    yield await plainFile(`/_next/static/media/${basename(font)}`, font);
  yield await plainFile('/service-worker.js', serviceWorkerFile);
  for (const { renditions, ...medium } of mediaOf(entries).values())
    if (!renditions) yield { kind: 'file', ...medium };
  // Several articles may have the same.
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

/** A file that is sent as it is. */
async function plainFile(path: string, from: string): Promise<Sheet> {
  return { kind: 'file', path, from, digest: hashOf(await readFile(from)) };
}

/** Files under `/media/`. */
export interface Medium {
  /** Of a file, or what all files of an image begin with. Not percent-encoded. */
  path: string;
  /** The author's file, and a hash of its content. */
  from: string;
  digest: string;
  /** What an image is printed as; what is no image is sent as it is. */
  renditions?: Rendition[];
}

/** What is sent of the files that authors have put beside their texts, by its path. */
export function mediaOf(entries: readonly ResolvedEntry[]): Map<string, Medium> {
  const media = new Map<string, Medium>();
  const add = ({ file, digest }: Asset, address: string, renditions?: Rendition[]) => {
    const path = decodeURIComponent(address);
    media.set(path, { path, from: file, digest, renditions });
  };
  for (const { resolved } of entries) {
    for (const asset of resolved.assets.values())
      if (asset.picture) add(asset, asset.picture.base, renditionsOf(asset.picture));
      else if (asset.file) add(asset, asset.address);
    const { image } = resolved;
    if (!image?.picture) continue;
    const rendition = shareOf(image.picture);
    add(image, rendition.address, [rendition]);
  }
  return media;
}
