import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import pLimit from 'p-limit';
import { SKIP, visit } from 'unist-util-visit';
import { addressKey, postPath } from '../util/addresses';
import { UserError } from '../util/errors';
import { decoded } from './text';
import { readRecord } from './write';

/** What became of an old address. */
export interface AddressProof {
  address: string;
  /** `here`: the same address has a page. `redirected`: it leads to another one. */
  state: 'here' | 'redirected' | 'gone' | 'missing';
  to?: string;
}

/** A part of an old article that is not in ours. */
export interface MissingPart {
  kind: 'text' | 'heading' | 'link' | 'image' | 'code' | 'table' | 'footnote';
  what: string;
}

/** An old article beside ours. */
export interface ArticleProof {
  oldAddress: string;
  address: string;
  /** The number of words in the old article, and how many of them are not in ours. */
  words: number;
  missingWords: number;
  missing: MissingPart[];
  /** The blocks of the old article, with the words that are not in ours. */
  old: { text: string; isMissing: boolean }[];
  ours: string;
}

export interface Proof {
  addresses: AddressProof[];
  articles: ArticleProof[];
}

export interface ProveOptions {
  /** The old site: the folder with its build output, or its URL. */
  site: string;
  contentDir: string;
  /** Our site as it was built. */
  outDir: string;
  onProgress(done: number, all: number): void;
}

/** How many requests to an old site run at once. */
const maxRequests = 4;

/**
 * Compares an old site with ours: every old address, and every article that was imported.
 *
 * @throws {UserError} if there is no import or no build, or the old site cannot be read
 */
export async function prove({ site, contentDir, outDir, onProgress }: ProveOptions): Promise<Proof> {
  const record = readRecord(contentDir);
  if (!record)
    throw new UserError(`Nothing was imported into ${contentDir}. Run "npm run import -- SOURCE" first.`);
  if (!existsSync(join(outDir, 'index.html')))
    throw new UserError(`There is no site in ${outDir}. Run "npm run build" first.`);
  const old = /^https?:\/\//.test(site) ? remoteSite(site, Object.keys(record.addresses)) : localSite(site);
  const known = await old.addresses();
  const redirects = redirectsIn(outDir);
  const addresses = [...known].sort().map((address) => stateOf(address, outDir, redirects));
  const pairs = Object.entries(record.addresses).flatMap(([address, path]) => {
    const found = [...known].find((one) => sameAddress(one, address));
    return found === undefined ? [] : [{ oldAddress: found, address: addressOf(path) }];
  });
  // One comparison for each article, however many addresses it had.
  const unique = [...new Map(pairs.map((pair) => [pair.address, pair])).values()];
  const pages: { oldAddress: string; address: string; blocks: Block[]; ours: Article }[] = [];
  const limit = pLimit(maxRequests);
  let done = 0;
  await Promise.all(
    unique.map((pair) =>
      limit(async () => {
        const html = await old.read(pair.oldAddress);
        const file = fileAt(outDir, pair.address);
        if (html !== undefined && file) {
          const ours = articleOf(readFileSync(file, 'utf8'));
          pages.push({ ...pair, ours, blocks: blocksOf(contentLike(fromHtml(html), ours.words)) });
        }
        onProgress(++done, unique.length);
      }),
    ),
  );
  const repeated = repeatedBlocks(pages.map(({ blocks }) => blocks));
  const articles = pages
    .map(({ oldAddress, address, blocks, ours }) =>
      compare(
        oldAddress,
        address,
        blocks.filter(({ text }) => !repeated.has(text)),
        ours,
      ),
    )
    .sort((a, b) => b.missingWords - a.missingWords || (a.address < b.address ? -1 : 1));
  return { addresses, articles };
}

/** Our address of a file in the content folder. */
function addressOf(path: string): string {
  const parts = path.replace(/(?:\/index)?\.md$/, '').split('/');
  const [folder] = parts;
  const slug = parts.at(-1) ?? '';
  return folder === 'posts' ? postPath(slug) : `/${slug}/`;
}

const sameAddress = (one: string, other: string) => addressKey(bare(one)) === addressKey(bare(other));
const bare = (address: string) => decoded(address).replace(/(?:\/index)?\.html?$/, '');

interface OldSite {
  addresses(): Promise<ReadonlySet<string>>;
  read(address: string): Promise<string | undefined>;
}

function localSite(folder: string): OldSite {
  if (!existsSync(folder))
    throw new UserError(
      `${folder} does not exist. Expected the old site: the folder with its build output, or its URL.`,
    );
  const files = new Map<string, string>();
  const visitFolder = (path: string) => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) visitFolder(inner);
      else if (/\.html?$/.test(entry.name)) files.set(inner.replace(/\/index\.html?$/, '/'), inner);
      else if (/(?:^|\/)(?:feed|rss|atom|index)\w*\.(?:xml|json|rss|atom)$/.test(inner))
        files.set(inner, inner);
    }
  };
  visitFolder('');
  return {
    addresses: async () => new Set(files.keys()),
    read: async (address) => {
      const file = files.get(address);
      return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
    },
  };
}

function remoteSite(site: string, imported: readonly string[]): OldSite {
  const get = async (url: string) => {
    const response = await fetch(url, { redirect: 'follow' }).catch((error: unknown) => {
      throw new UserError(`${url} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    return response.ok ? response.text() : undefined;
  };
  const base = site.replace(/\/$/, '');
  return {
    addresses: async () => {
      const sitemap = (await get(`${base}/sitemap.xml`)) ?? '';
      const listed = [...sitemap.matchAll(/<loc>\s*([^<\s]+)\s*<\/loc>/g)].flatMap(([, url = '']) =>
        URL.canParse(url) ? new URL(url).pathname : [],
      );
      return new Set([...listed, ...imported]);
    },
    read: (address) => get(base + address),
  };
}

/** The redirects of our site, by key of the old address; `undefined` for those that are gone. */
function redirectsIn(outDir: string): Map<string, string | undefined> {
  const file = join(outDir, '_redirects');
  const redirects = new Map<string, string | undefined>();
  if (!existsSync(file)) return redirects;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [from, to, status] = line.split(/\s+/);
    if (from?.startsWith('/') && to)
      redirects.set(addressKey(decoded(from)), status === '410' ? undefined : to);
  }
  return redirects;
}

function stateOf(
  address: string,
  outDir: string,
  redirects: ReadonlyMap<string, string | undefined>,
): AddressProof {
  for (const key of [addressKey(decoded(address)), addressKey(bare(address))])
    if (redirects.has(key)) {
      const to = redirects.get(key);
      return to === undefined ? { address, state: 'gone' } : { address, state: 'redirected', to };
    }
  return { address, state: fileAt(outDir, address) ? 'here' : 'missing' };
}

function fileAt(outDir: string, address: string): string | undefined {
  const path = decoded(address);
  return [path, `${path}/index.html`, `${path}.html`]
    .map((one) => join(outDir, one))
    .find((one) => existsSync(one) && /\.\w+$/.test(one));
}

interface Block {
  kind: 'text' | 'heading' | 'code' | 'table';
  text: string;
  links: string[];
  images: string[];
}

interface Article {
  words: Map<string, number>;
  text: string;
  links: Set<string>;
  images: Set<string>;
  headings: Set<string>;
  code: Set<string>;
  tables: number;
  footnotes: number;
}

const blockNames = new Set([
  'p',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'td',
  'th',
  'figcaption',
  'dt',
  'dd',
  'summary',
  'caption',
  'blockquote',
]);
const ignored = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'nav',
  'header',
  'footer',
  'form',
  'button',
  'aside',
]);

const letters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;
const wordsIn = (text: string) => text.normalize('NFKC').toLowerCase().match(letters) ?? [];
const squeezed = (text: string) => wordsIn(text).join(' ');

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The file of an image without the size and the hash that systems add. */
const imageKey = (url: string) =>
  (decoded(url).split(/[?#]/)[0]?.split('/').at(-1) ?? '')
    .replace(/\.\w+$/, '')
    .replace(/[-.](?:\d+x\d+|[\da-f]{8,}|\d{3,4}w?|scaled)$/gi, '')
    .toLowerCase();
const linkKey = (url: string) =>
  url
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/$/, '')
    .toLowerCase();

/** Our article on one of our pages. */
function articleOf(html: string): Article {
  const tree = fromHtml(html);
  let article: Root | Element = tree;
  visit(tree, 'element', (node) => {
    if (node.tagName === 'article' && article === tree) article = node;
  });
  const links = new Set<string>();
  const images = new Set<string>();
  const headings = new Set<string>();
  const code = new Set<string>();
  let tables = 0;
  let footnotes = 0;
  visit(article as Root, 'element', (node) => {
    const { tagName, properties } = node;
    if (tagName === 'a') links.add(linkKey(String(properties.href ?? '')));
    if (tagName === 'img') images.add(imageKey(String(properties.src ?? '')));
    if (/^h[1-6]$/.test(tagName)) headings.add(squeezed(textOfNode(node)));
    if (tagName === 'pre') code.add(squeezed(textOfNode(node)));
    if (tagName === 'table') tables++;
    if (properties.dataFootnoteRef !== undefined) footnotes++;
  });
  const text = textOfNode(article);
  return {
    words: countWords(wordsIn(text)),
    text: text.replace(/\s+/g, ' ').trim(),
    links,
    images,
    headings,
    code,
    tables,
    footnotes,
  };
}

/** Elements that do not separate words. */
const inlineNames = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** The text of a tree, with a space where a block or a line ends. */
function textOfNode(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  const text = node.children.map(textOfNode).join('');
  return node.type === 'element' && !inlineNames.has(node.tagName) ? ` ${text} ` : text;
}

/** The number of words of a text that are in another, each as often as it is there. */
function overlap(words: readonly string[], other: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [word, count] of countWords(words)) shared += Math.min(count, other.get(word) ?? 0);
  return shared;
}

/** The smallest element of an old page with nearly all words that are in our article: its content. */
function contentLike(page: Root, ours: ReadonlyMap<string, number>): Root | Element {
  let current: Root | Element = page;
  let best = overlap(wordsIn(textOfNode(page)), ours);
  for (;;) {
    let next: Element | undefined;
    for (const child of current.children)
      if (
        child.type === 'element' &&
        !ignored.has(child.tagName) &&
        overlap(wordsIn(textOfNode(child)), ours) >= 0.9 * best
      )
        next = child;
    if (!next) return current;
    best = overlap(wordsIn(textOfNode(next)), ours);
    current = next;
  }
}

/** The blocks of text of an element. */
function blocksOf(tree: Root | Element): Block[] {
  const blocks: Block[] = [];
  visit(tree as Root, 'element', (node) => {
    if (ignored.has(node.tagName)) return SKIP;
    const hasInner = node.tagName !== 'pre' && innerBlocks(node);
    if (!blockNames.has(node.tagName) || hasInner) return undefined;
    const links: string[] = [];
    const images: string[] = [];
    visit(node as Nodes as Root, 'element', (child) => {
      if (child.tagName === 'a' && /^https?:/.test(String(child.properties.href ?? '')))
        links.push(String(child.properties.href));
      if (child.tagName === 'img') images.push(String(child.properties.src ?? ''));
    });
    const kind = /^h[1-6]$/.test(node.tagName)
      ? 'heading'
      : node.tagName === 'pre'
        ? 'code'
        : /^t[dh]$|caption/.test(node.tagName)
          ? 'table'
          : 'text';
    blocks.push({ kind, text: textOfNode(node).trim(), links, images });
    return SKIP;
  });
  return blocks;
}

function innerBlocks(node: Element): boolean {
  let found = false;
  visit(node as Nodes as Root, 'element', (child) => {
    if ((child as Element) !== node && blockNames.has(child.tagName)) found = true;
  });
  return found;
}

/** Blocks that are on many pages belong to the old theme. */
function repeatedBlocks(pages: readonly (readonly Block[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const blocks of pages)
    for (const text of new Set(blocks.map((block) => block.text)))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  const many = Math.max(3, pages.length * 0.2);
  return new Set([...counts].filter(([, count]) => count >= many).map(([text]) => text));
}

/** Compares the blocks of an old article with ours. */
function compare(oldAddress: string, address: string, blocks: readonly Block[], ours: Article): ArticleProof {
  const left = new Map(ours.words);
  const missing: MissingPart[] = [];
  let words = 0;
  let missingWords = 0;
  const old = blocks.map(({ kind, text, links, images }) => {
    const own = wordsIn(text);
    const absent: string[] = [];
    for (const word of own) {
      const count = left.get(word) ?? 0;
      if (count > 0) left.set(word, count - 1);
      else absent.push(word);
    }
    words += own.length;
    missingWords += absent.length;
    const isMissing = absent.length > 0;
    if (isMissing && kind === 'heading' && !ours.headings.has(squeezed(text)))
      missing.push({ kind: 'heading', what: text });
    else if (isMissing && kind === 'code' && !ours.code.has(squeezed(text)))
      missing.push({ kind: 'code', what: absent.join(' ') });
    else if (isMissing)
      missing.push({
        kind: kind === 'table' ? 'table' : 'text',
        what: absent.length > own.length / 2 ? text : absent.join(' '),
      });
    for (const url of links)
      if (!ours.links.has(linkKey(url)) && !isOwnLink(url)) missing.push({ kind: 'link', what: url });
    for (const url of images)
      if (url && !url.startsWith('data:') && !ours.images.has(imageKey(url)))
        missing.push({ kind: 'image', what: url });
    return { text, isMissing };
  });
  return { oldAddress, address, words, missingWords, missing, old, ours: ours.text };
}

/** Links to the old site itself lead elsewhere here, which is meant. */
const isOwnLink = (url: string) => !URL.canParse(url);
