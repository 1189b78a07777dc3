import { readFile } from 'node:fs/promises';
import { readText } from '../cache/texts';
import { CardRenderer } from '../cards/index';
import { basePath } from '../config/site';
import { readBody } from '../content/body';
import type { FeedInput, FeedItemInput } from '../feeds';
import { renderFeeds } from '../feeds/index';
import { itemHtml } from '../feeds/item-html';
import { encodeVariants, renderFormula } from '../images/encode';
import { renderPage } from '../next/render';
import { renderMarkdownFile } from '../text-files/markdown';
import { changedMeanwhile } from '../util/files';
import { hashOf } from '../util/hash';
import { finishPage } from './finish-page';
import type { Sheet } from './output';

/** The files that a sheet becomes, by path. */
export interface RenderedOutput {
  files: [path: string, content: string | Uint8Array][];
  policy?: string;
}

/** Renders a sheet. @throws {DamagedCache} where a text that it needs is not what it was */
export async function renderOutput(sheet: Sheet): Promise<RenderedOutput> {
  const { path } = sheet;
  switch (sheet.kind) {
    case 'page': {
      const { html, policy } = await finishPage(sheet.page, await renderPage(sheet.page));
      return { files: [[path, html]], policy };
    }
    case 'route':
      return { files: [[path, await renderPage(sheet.page)]] };
    case 'feeds': {
      const printed = renderFeeds(readFeed(sheet.feed));
      return { files: Object.entries(printed).map(([name, content]) => [path + name, content]) };
    }
    case 'card':
      return { files: [[path, await (await cardRenderer()).print(sheet.card)]] };
    case 'markdown':
      return { files: [[path, await renderMarkdownFile(sheet.post)]] };
    case 'llms': {
      const texts: string[] = [];
      for (const post of sheet.posts) texts.push(await renderMarkdownFile(post));
      return { files: [[path, [`${sheet.head}\n`, ...texts].join('\n')]] };
    }
    case 'text':
      return { files: [[path, sheet.content]] };
    case 'formula':
      return { files: [[path, await renderFormula(readText(sheet.svg))]] };
    case 'image':
      return { files: await variantsOf(sheet) };
    case 'file':
      return { files: [[path, await contentOfFile(sheet)]] };
  }
}

async function variantsOf(sheet: Extract<Sheet, { kind: 'image' }>): Promise<RenderedOutput['files']> {
  const content = await contentOfFile(sheet);
  try {
    const printed = await encodeVariants(content, sheet.renditions);
    return printed.map(([{ address }, bytes]) => [decodeURIComponent(address), bytes]);
  } catch (error) {
    throw new Error(`${sheet.from} cannot be printed. Save it again in an image editor.`, { cause: error });
  }
}

async function contentOfFile({ from, digest }: { from: string; digest: string }): Promise<Uint8Array> {
  const content = await readFile(from);
  if (hashOf(content) !== digest) throw changedMeanwhile(from);
  return content;
}

let printer: Promise<CardRenderer> | undefined;
function cardRenderer(): Promise<CardRenderer> {
  printer ??= CardRenderer.open();
  return printer;
}

function readFeed(feed: FeedInput) {
  return { ...feed, items: feed.items.map(readItem) };
}

/** An article is in several feeds; those of the last ones are kept. */
const items = new Map<string, string>();
const itemsKept = 200;

function readItem({ body, formulas, ...item }: FeedItemInput) {
  const key = JSON.stringify([item.url, body]);
  const html = items.get(key) ?? itemHtml(readBody(body, basePath).html, item.url, formulas);
  items.set(key, html);
  const [oldest] = items.keys();
  if (items.size > itemsKept && oldest !== undefined) items.delete(oldest);
  return { ...item, html };
}
