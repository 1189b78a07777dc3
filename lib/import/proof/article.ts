import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { embedOf } from '../../markdown/embeds';
import { SKIP, visit } from '../../util/visit';
import { decoded } from '../text';

/** What is compared besides words. */
export const partKinds = ['heading', 'link', 'image', 'embed', 'code block', 'table', 'footnote'] as const;
export type PartKind = (typeof partKinds)[number];

/** A part of an article. */
export interface Part {
  kind: PartKind;
  /** As it is shown in reports. */
  what: string;
  /** The same for the same part in the old and the new article. */
  key: string;
  /** Of an image: its key without the sizes and the hashes that systems add to names. */
  looseKey?: string;
}

/** Blocks and parts that are on many pages belong to the theme of the old site. */
export interface Repeated {
  blocks: ReadonlySet<string>;
  /** By kind and key. */
  parts: ReadonlySet<string>;
}

export const partId = ({ kind, key }: Part): string => `${kind}:${key}`;

/** The content of a page. */
export interface Article {
  /** The blocks of text, in order. */
  blocks: string[];
  parts: Part[];
}

/** Elements without the words of an author. */
const ignored = new Set('script style noscript template svg math nav footer form button'.split(' '));
/** Elements that do not separate words. */
const inlineNames = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

const letters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/** Names of what themes put around an article: comments, lists of other posts, dates and topics, share buttons. */
const aroundArticle =
  /^(?:comments?|comment-?list|disqus_thread|respond|webmentions?|related(?:-posts?)?|recommended|share|sharing|social|sharedaddy|breadcrumbs?|pagination|pager|post-?(?:nav(?:igation)?|meta|tags|footer|date)|entry-(?:meta|footer)|meta|metadata|byline|tags|tag-list|toc|table-of-contents|sidebar)$/i;

/** Text that themes add for screen readers. */
const forScreenReaders = /^(?:sr-only|visually-?hidden|screen-reader-text)$/i;

/** Whether an element has no words of the author. The date of a post is in its front matter. */
function isIgnored({ tagName, properties }: Element): boolean {
  if (ignored.has(tagName) || tagName === 'time') return true;
  const names = [properties.id ?? [], properties.className ?? []].flat().map(String);
  if (names.some((name) => forScreenReaders.test(name))) return true;
  if (inlineNames.has(tagName) || tagName === 'pre' || tagName === 'p') return false;
  return names.some((name) => aroundArticle.test(name));
}

/** The words of a text. Each character counts as one in scripts without spaces. */
export const wordsIn = (text: string): readonly string[] =>
  text.normalize('NFKC').toLowerCase().match(letters) ?? [];

/** How often each word occurs. */
export function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The content of our page: its article, or the main element. */
export function ourArticle(html: string): Root | Element {
  const tree = fromHtml(html);
  return elementIn(tree, 'article') ?? elementIn(tree, 'main') ?? tree;
}

/**
 * The content of an old page: its smallest element with nearly all words that our article has, too. What is
 * beside that element must belong to the theme: it could be what was lost.
 *
 * @param ours how often each word occurs in our article
 * @param theme what is on many pages
 */
export function oldArticle(html: string, ours: ReadonlyMap<string, number>, theme: Repeated): Root | Element {
  let current: Root | Element = fromHtml(html);
  let best = overlap(textOf(current), ours);
  for (;;) {
    const candidates = current.children.filter(
      (child) => child.type === 'element' && !isAround(child) && overlap(textOf(child), ours) >= 0.9 * best,
    ) as Element[];
    const next = candidates.at(-1);
    if (!next || isContent(current)) return current;
    const beside = current.children.filter(
      (child) => child !== next && !(child.type === 'element' && isAround(child)),
    );
    if (!isTheme(readArticle({ type: 'root', children: beside }), theme)) return current;
    best = overlap(textOf(next), ours);
    current = next;
  }
}

/** The maximum number of words beside an article, such as a date and links to its neighbors, that belong to a theme. */
const maxThemeWords = 25;

const isAround = (node: Element) => isIgnored(node) || /^(?:aside|head|header)$/.test(node.tagName);

/** Whether a part of a page has nothing that an article could have lost: only a few words, and no images. */
function isTheme({ blocks, parts }: Article, theme: Repeated): boolean {
  const words = blocks
    .filter((block) => !theme.blocks.has(block))
    .reduce((total, block) => total + wordsIn(block).length, 0);
  const own = parts.filter(({ kind }) => kind !== 'heading' && kind !== 'link');
  return words <= maxThemeWords && own.every((part) => theme.parts.has(partId(part)));
}

/** Names of elements that have the content of an article and nothing else. */
const contentNames =
  /^(?:(?:post|entry|article)[-_]?_?(?:content|body|text)|e-content|articleBody|markdown-body|prose)$/i;

const isContent = (node: Root | Element): boolean =>
  node.type === 'element' &&
  [node.properties.id ?? [], node.properties.className ?? [], node.properties.itemProp ?? []]
    .flat()
    .some((name) => contentNames.test(String(name)));

/** The text of a tree, with a space where a block or a line ends. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && ignored.has(node.tagName))) return '';
  const text = node.children.map(textOf).join('');
  return node.type === 'element' && !inlineNames.has(node.tagName) ? ` ${text} ` : text;
}

/** The content of a whole page, with its theme. */
export const readPage = (html: string): Article => readArticle(fromHtml(html));

/** The blocks and the parts of the content of a page. */
export function readArticle(content: Root | Element): Article {
  const parts: Part[] = [];
  visit(content as Root, 'element', (node) => {
    if (isIgnored(node)) return SKIP;
    const part = partOf(node);
    if (part) parts.push(part);
    return part?.kind === 'footnote' ? SKIP : undefined;
  });
  return { blocks: blocksIn(content), parts };
}

function partOf(node: Element): Part | undefined {
  const { tagName, properties } = node;
  const text = () => textOf(node).replace(/\s+/g, ' ').trim();
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const key = wordsIn(text()).join(' ');
      return key === '' ? undefined : { kind: 'heading', what: text(), key };
    }
    case 'pre': {
      // Line numbers that stand beside the code are not part of it.
      const key = textOf(node).replace(/\s+/g, '');
      return /^\d*$/.test(key) ? undefined : { kind: 'code block', what: text(), key };
    }
    case 'table': {
      // Code with line numbers is often in a table.
      if (elementIn(node, 'pre')) return undefined;
      const key = wordsIn(text()).join(' ');
      return key === '' ? undefined : { kind: 'table', what: text(), key };
    }
    case 'img': {
      const src = String(properties.src ?? '');
      return src === '' || src.startsWith('data:')
        ? undefined
        : { kind: 'image', what: src, key: fileKey(src), looseKey: imageKey(src) };
    }
    case 'iframe': {
      const src = String(properties.src ?? '');
      return src === '' ? undefined : { kind: 'embed', what: src, key: embedKey(src) };
    }
    case 'video':
    case 'audio': {
      const source = elementIn(node, 'source');
      const src = String(properties.src ?? source?.properties.src ?? '');
      return src === '' ? undefined : { kind: 'embed', what: src, key: fileKey(src) };
    }
    case 'sup': {
      const target = String(elementIn(node, 'a')?.properties.href ?? '');
      return /^#./.test(target) ? { kind: 'footnote', what: text(), key: target } : undefined;
    }
    case 'a': {
      const href = String(properties.href ?? '');
      return href === '' || href.startsWith('#') || href.startsWith('javascript:')
        ? undefined
        : { kind: 'link', what: href, key: linkKey(href) };
    }
    default:
      return undefined;
  }
}

/** The name of a file, without its extension. */
export const fileKey = (url: string): string =>
  (decoded(url).split(/[?#]/)[0]?.split('/').at(-1) ?? '').toLowerCase().replace(/\.\w+$/, '');

/** The name of an image without the sizes and the hashes that systems add to it. */
export function imageKey(url: string): string {
  let key = fileKey(url);
  for (let before = ''; key !== before; ) {
    before = key;
    key = key.replace(/(?<=.)(?:[-.](?:\d+x\d+|[\da-f]{8,}|\d{3,4}w?|scaled)|\.[\w-]{8,})$/, '');
  }
  return key;
}

/** A URL without what makes no difference: scheme, `www.`, closing slash, letter case. */
export const linkKey = (url: string) =>
  decoded(url)
    .replace(/^(?:https?:)?\/\/(?:www\.)?/, '')
    .replace(/\/(?=$|#)/, '')
    .toLowerCase();

/** The URL of the page about what a frame shows, or that of the frame. */
const embedKey = (url: string) => linkKey(embedOf(url)?.page ?? url);

/** The blocks of text in a tree: its code blocks, and the text between the ends of other elements. */
function blocksIn(tree: Root | Element): string[] {
  const blocks: string[] = [];
  let run = '';
  const endRun = () => {
    const text = run.replace(/[ \t]*\n\s*/g, '\n').trim();
    if (text !== '') blocks.push(text);
    run = '';
  };
  const add = (node: Nodes) => {
    if (node.type === 'text') run += node.value;
    if (!('children' in node) || (node.type === 'element' && isIgnored(node))) return;
    if (node.type === 'element' && inlineNames.has(node.tagName)) return node.children.forEach(add);
    endRun();
    if (node.type === 'element' && node.tagName === 'pre') {
      // Line numbers that stand beside the code are not part of it.
      const code = textOf(node);
      if (!/^[\d\s]*$/.test(code)) run = code;
    } else node.children.forEach(add);
    endRun();
  };
  add(tree);
  return blocks;
}

function elementIn(tree: Root | Element, name: string): Element | undefined {
  let found: Element | undefined;
  visit(tree as Root, 'element', (node) => {
    if (!found && node.tagName === name) found = node;
  });
  return found;
}

/** The number of words of a text that are in another, each as often as it is there. */
function overlap(text: string, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [word, count] of countWords(wordsIn(text))) shared += Math.min(count, other.get(word) ?? 0);
  return shared;
}
