import { readFile } from 'node:fs/promises';
import { allAuthors, allPages, allPosts, allSeries } from 'contentlayer/generated';
import { readBrowserAssets } from '../browser/assets';
import { makeCatalog } from '../catalog';
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

export async function frame(): Promise<Frame> {
  const { catalog } = await load();
  return frameOf(catalog, await readBrowserAssets());
}
