import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../cache/texts';
import { CardPrinter } from '../cards';
import { readBody } from '../content/body';
import { printFeeds } from '../feeds';
import { itemHtml } from '../feeds/item-html';
import { naming } from '../files';
import { hashOf } from '../hash';
import { printFormula, printRenditions } from '../images/print';
import { renderPage } from '../press/print';
import { changedMeanwhile } from '../settings';
import { basePath } from '../site';
import { siteDir } from '../work';
import { compress, type Effort } from './compress';
import type { Printed } from './ledger';
import { printMarkdown } from './markdown';
import { finishPage } from './page';
import { makeRoom } from './room';
import type { FeedCopy, FeedItemCopy, Sheet } from './sheet';
import { digestOf } from './verify';

/** The files that a sheet becomes, by path. */
export interface Rendered {
  files: [path: string, content: string | Uint8Array][];
  policy?: string;
}

/**
 * Prints a sheet into the site's folder, texts together with their compressed forms.
 *
 * @throws {DamagedCache} where a text that it needs is not what it was
 */
export async function printSheet(sheet: Sheet, effort: Effort): Promise<Printed> {
  const { files, policy } = await renderSheet(sheet);
  const printed: Printed = { files: [], policy };
  for (const [path, content] of files) {
    const bytes = Buffer.from(content);
    for (const [suffix, variant] of [['', bytes] as const, ...compress(path, bytes, effort)]) {
      place(join(siteDir, path + suffix), variant);
      printed.files.push({ path: path + suffix, bytes: variant.length, digest: digestOf(variant) });
    }
  }
  return printed;
}

/**
 * Writes a new file: the one before may be part of a site that is being served. At once: for
 * files this small, waiting takes several times as long as writing.
 */
function place(file: string, content: Uint8Array) {
  makeRoom(file);
  naming(file, () => writeFileSync(file, content));
}

/** Renders a sheet, without writing it. @throws {DamagedCache} as `printSheet` does */
export async function renderSheet(sheet: Sheet): Promise<Rendered> {
  const { path } = sheet;
  switch (sheet.kind) {
    case 'page': {
      const { html, policy } = await finishPage(sheet.page, await renderPage(sheet.page));
      return { files: [[path, html]], policy };
    }
    case 'route':
      return { files: [[path, await renderPage(sheet.page)]] };
    case 'feeds': {
      const printed = printFeeds(readFeed(sheet.feed));
      return { files: Object.entries(printed).map(([name, content]) => [path + name, content]) };
    }
    case 'card':
      return { files: [[path, await (await cardPrinter()).print(sheet.card)]] };
    case 'markdown':
      return { files: [[path, await printMarkdown(sheet.post)]] };
    case 'llms': {
      const texts: string[] = [];
      for (const post of sheet.posts) texts.push(await printMarkdown(post));
      return { files: [[path, [`${sheet.head}\n`, ...texts].join('\n')]] };
    }
    case 'text':
      return { files: [[path, sheet.content]] };
    case 'formula':
      return { files: [[path, await printFormula(readText(sheet.svg))]] };
    case 'image':
      return { files: await renditionsOf(sheet) };
    case 'file':
      return { files: [[path, await contentOfFile(sheet)]] };
  }
}

/**
 * The last image under way. A process works on one at a time, as a large one takes hundreds of
 * megabytes, and there is a process for each core.
 */
let lastImage: Promise<unknown> = Promise.resolve();

async function renditionsOf(sheet: Extract<Sheet, { kind: 'image' }>): Promise<Rendered['files']> {
  const content = await contentOfFile(sheet);
  try {
    const printing = lastImage.then(() => printRenditions(content, sheet.renditions));
    lastImage = printing.catch(() => {});
    const printed = await printing;
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

let printer: Promise<CardPrinter> | undefined;
function cardPrinter(): Promise<CardPrinter> {
  printer ??= CardPrinter.open();
  return printer;
}

function readFeed(feed: FeedCopy) {
  return { ...feed, items: feed.items.map(readItem) };
}

/** An article is in several feeds; those of the last ones are kept. */
const items = new Map<string, string>();
const itemsKept = 200;

function readItem({ body, formulas, ...item }: FeedItemCopy) {
  const key = JSON.stringify([item.url, body]);
  const html = items.get(key) ?? itemHtml(readBody(body, basePath).html, item.url, formulas);
  items.set(key, html);
  const [oldest] = items.keys();
  if (items.size > itemsKept && oldest !== undefined) items.delete(oldest);
  return { ...item, html };
}
