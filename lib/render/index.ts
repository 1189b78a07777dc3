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
import type { Output } from './output';

/** The files that an output becomes, by path. */
export interface RenderedOutput {
  files: [path: string, content: string | Uint8Array][];
  policy?: string;
}

/** Renders an output. @throws {DamagedCache} where a text that it needs is not what it was */
export async function renderOutput(output: Output): Promise<RenderedOutput> {
  const { path } = output;
  switch (output.kind) {
    case 'page': {
      const { html, policy } = await finishPage(output.page, await renderPage(output.page));
      return { files: [[path, html]], policy };
    }
    case 'route':
      return { files: [[path, await renderPage(output.page)]] };
    case 'feeds': {
      const printed = renderFeeds(readFeed(output.feed));
      return { files: Object.entries(printed).map(([name, content]) => [path + name, content]) };
    }
    case 'card':
      return { files: [[path, await (await cardRenderer()).print(output.card)]] };
    case 'markdown':
      return { files: [[path, await renderMarkdownFile(output.post)]] };
    case 'llms': {
      const texts: string[] = [];
      for (const post of output.posts) texts.push(await renderMarkdownFile(post));
      return { files: [[path, [`${output.head}\n`, ...texts].join('\n')]] };
    }
    case 'text':
      return { files: [[path, output.content]] };
    case 'formula':
      return { files: [[path, await renderFormula(readText(output.svg))]] };
    case 'image':
      return { files: await variantsOf(output) };
    case 'file':
      return { files: [[path, await contentOfFile(output)]] };
  }
}

async function variantsOf(output: Extract<Output, { kind: 'image' }>): Promise<RenderedOutput['files']> {
  const content = await contentOfFile(output);
  try {
    const printed = await encodeVariants(content, output.renditions);
    return printed.map(([{ address }, bytes]) => [decodeURIComponent(address), bytes]);
  } catch (error) {
    throw new Error(`${output.from} cannot be printed. Save it again in an image editor.`, { cause: error });
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
