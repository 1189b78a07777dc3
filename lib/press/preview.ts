import { readFile } from 'node:fs/promises';
import { allAuthors, allPages, allPosts, allSeries } from 'contentlayer/generated';
import { readBrowserAssets } from '../browser/assets';
import type { Card } from '../cards';
import { allCards } from '../cards/all';
import { makeCatalog } from '../catalog';
import type { Formulas } from '../markdown/formulas';
import { type DocumentText, frameOf, sitePages } from '../pages';
import type { Frame, PageCopy } from '../pages/copy';
import { previewFile } from '../work';
import type { Preview } from './preview-file';

/** A document that the index names already and the file does not yet: it is there in a moment. */
const nothing: DocumentText = {
  body: { html: '', hasCode: false, links: {}, assets: {} },
  headings: [],
  words: 0,
  formulas: {},
};

/** The publication as `npm run dev` shows it: pages are worked out when they are asked for. */

async function load() {
  const { texts, recommended } = JSON.parse(await readFile(previewFile, 'utf8')) as Preview;
  const documents = { posts: allPosts, authors: allAuthors, series: allSeries, pages: allPages };
  const catalog = makeCatalog(documents, new Map(Object.entries(recommended)));
  return { catalog, texts };
}

export async function findPage(address: string): Promise<PageCopy | undefined> {
  const { catalog, texts } = await load();
  for (const page of sitePages(catalog, (id) => texts[id] ?? nothing))
    if (page.address === address) return page;
  return undefined;
}

/** The formulas of a post, by its path, as images. */
export async function formulasOf(path: string): Promise<Formulas> {
  const { catalog, texts } = await load();
  const post = catalog.posts.find((one) => one.path === path);
  return texts[post?._id ?? '']?.formulas ?? {};
}

/** The card at an address, not percent-encoded, such as `/posts/x/og.png`. */
export async function findCard(address: string): Promise<Card | undefined> {
  const { catalog } = await load();
  for (const { path, card } of allCards(catalog)) if (path === address) return card;
  return undefined;
}

export async function frame(): Promise<Frame> {
  const { catalog } = await load();
  return frameOf(catalog, await readBrowserAssets());
}
