import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Card } from '../cards';
import { type Catalog, summaryOf } from '../catalog';
import { encodePath } from '../content/addresses';
import { bodyOf } from '../content/body';
import type { Publication, ResolvedEntry } from '../content/publication';
import { allFeeds } from '../feeds/lists';
import { filesUnder } from '../files';
import { formatDay } from '../language';
import { bitsOf } from '../motif';
import { sitePages, type TextOf } from '../pages';
import type { SearchEntry } from '../search';
import { absoluteUrl, site } from '../site';
import { assetDir, pressDir } from '../work';
import { digestOf } from './ledger';
import { llms } from './llms';
import { fileOf, type Sheet } from './sheet';

/** Every file of the site, as sheets to print. */
export async function* allSheets(
  publication: Publication,
  catalog: Catalog,
  publicDir: string,
): AsyncGenerator<Sheet> {
  const textOf = textsOf(publication);
  for (const page of sitePages(catalog, textOf)) {
    const kind = page.address.endsWith('/') || page.address.endsWith('.html') ? 'page' : 'route';
    yield { kind, path: fileOf(decodeURIComponent(page.address)), page };
  }
  for (const { path, feed } of allFeeds(catalog, textOf)) yield { kind: 'feeds', path, feed };
  yield* cards(catalog);
  yield* markdown(publication, catalog);
  yield { kind: 'text', path: '/llms.txt', content: llms(catalog) };
  yield { kind: 'text', path: '/search.json', content: searchIndex(catalog, textOf) };
  yield* files(publication, publicDir);
}

/** Finds the texts of documents by their `_id`. */
export function textsOf({ entries }: Publication): TextOf {
  const byId = new Map(entries.map((entry) => [entry.file.path, entry]));
  return (id) => {
    const entry = byId.get(id);
    if (!entry) throw new Error(`the index names ${id}, which is no file of this publication`);
    return { body: bodyOf(entry), headings: entry.text.headings };
  };
}

function* cards(catalog: Catalog): Generator<Sheet> {
  const shared = { publication: site.title, language: site.language };
  yield {
    kind: 'card',
    path: '/og.png',
    card: { ...shared, title: site.tagline, byline: new URL(site.url).host, bits: bitsOf(site.title) },
  };
  for (const post of catalog.posts) {
    const language = post.lang ?? site.language;
    const names = catalog.authorsOf(post).map((author) => author.name);
    const card: Card = {
      ...shared,
      language,
      title: post.title,
      byline: [...names, formatDay(post.day, language)].join(' · '),
      bits: bitsOf(post.slug),
    };
    yield { kind: 'card', path: `${post.path}og.png`, card };
  }
}

function* markdown({ contentDir, entries }: Publication, catalog: Catalog): Generator<Sheet> {
  for (const entry of entries) {
    const post = entry.file.type === 'Post' ? catalog.findPost(entry.slug) : undefined;
    if (!post) continue;
    const names = catalog.authorsOf(post).map((author) => author.name);
    const { links, assets } = bodyOf(entry);
    yield {
      kind: 'markdown',
      path: `${post.path}index.md`,
      post: {
        title: post.title,
        summary: summaryOf(post),
        byline: `${names.join(', ') || site.title}, ${formatDay(post.day, post.lang ?? site.language)}`,
        url: absoluteUrl(encodePath(post.path)),
        from: join(contentDir, entry.file.path),
        digest: entry.digest,
        references: entry.text.references,
        links,
        assets,
      },
    };
  }
}

function searchIndex({ posts, tagsOf }: Catalog, textOf: TextOf): string {
  return JSON.stringify(
    posts.map(
      (post): SearchEntry => ({
        path: encodePath(post.path),
        title: post.title,
        description: summaryOf(post),
        tags: tagsOf(post).map((tag) => tag.name),
        headings: textOf(post._id).headings.map((heading) => heading.text),
      }),
    ),
  );
}

/** What is sent as it is: the authors' images, `public/`, the fonts and the browser modules. */
async function* files({ entries }: Publication, publicDir: string): AsyncGenerator<Sheet> {
  const fonts = join(pressDir, 'static/media');
  for (const [folder, address] of [
    [publicDir, ''],
    [assetDir, '/assets'],
    [fonts, '/_next/static/media'],
  ] as const)
    for (const path of await filesUnder(folder))
      if (folder !== fonts || path.endsWith('.woff2'))
        yield await fileSheet(address + path, join(folder, path));
  const sent = new Set<string>();
  for (const { address, file } of mediaOf(entries)) {
    if (sent.has(address)) continue;
    sent.add(address);
    yield await fileSheet(address, file);
  }
}

async function fileSheet(path: string, from: string): Promise<Sheet> {
  return { kind: 'file', path, from, digest: digestOf(await readFile(from)) };
}

/** The authors' files, and where each is sent from; not percent-encoded. */
export function mediaOf(entries: readonly ResolvedEntry[]): { address: string; file: string }[] {
  return entries.flatMap((entry) =>
    [...entry.resolved.assets.values()]
      .filter(({ address }) => address.startsWith('/media/'))
      .map(({ address, file }) => ({ address: decodeURIComponent(address), file })),
  );
}
