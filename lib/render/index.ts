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

/** The files of a rendered output, by path. */
export interface RenderedOutput {
  files: [path: string, content: string | Uint8Array][];
  policy?: string;
}

/**
 * Renders an output.
 *
 * @returns its files and, for a page, the Content-Security-Policy
 * @throws {DamagedCache} if a cached text that it needs is missing or damaged
 * @throws {UserError} if the author's file has changed since the build read it
 */
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
      const feeds = renderFeeds(readFeed(output.feed));
      return { files: Object.entries(feeds).map(([name, content]) => [path + name, content]) };
    }
    case 'card':
      return { files: [[path, await (await cardRenderer()).render(output.card)]] };
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
    const encoded = await encodeVariants(content, output.renditions);
    return encoded.map(([{ address }, bytes]) => [decodeURIComponent(address), bytes]);
  } catch (error) {
    throw new Error(`${output.from} cannot be encoded. Save it again in an image editor.`, { cause: error });
  }
}

async function contentOfFile({ from, digest }: { from: string; digest: string }): Promise<Uint8Array> {
  const content = await readFile(from);
  if (hashOf(content) !== digest) throw changedMeanwhile(from);
  return content;
}

let renderer: Promise<CardRenderer> | undefined;
function cardRenderer(): Promise<CardRenderer> {
  renderer ??= CardRenderer.open();
  return renderer;
}

function readFeed(feed: FeedInput) {
  return { ...feed, items: feed.items.map(readItem) };
}

/** Cached HTML of feed items, because an article is in several feeds. */
const items = new Map<string, string>();
const maxItems = 200;

function readItem({ body, formulas, ...item }: FeedItemInput) {
  const key = JSON.stringify([item.url, body]);
  const html = items.get(key) ?? itemHtml(readBody(body, basePath).html, item.url, formulas);
  items.set(key, html);
  const [oldest] = items.keys();
  if (items.size > maxItems && oldest !== undefined) items.delete(oldest);
  return { ...item, html };
}
