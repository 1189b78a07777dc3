import { truthOf } from '../content/hints';

/** The items of a list that may be written as one text, separated by commas. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listOf);
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string') return [];
  return value.split(',').flatMap((item) => item.trim() || []);
}

/** Whether a front matter value is true, in any YAML 1.1 spelling. */
export const isTrue = (value: unknown) => truthOf(textOf(value)) === true;
export const isFalse = (value: unknown) => truthOf(textOf(value)) === false;

/** A value of front matter as one line of text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A heading of the first level at the start of a text. The group is its line. */
export const leadingHeading = /^\s*#[ \t]+([^\n]*)(?:\n+|$)/;

/** The text of a heading without the `#`s that close it. */
export const withoutClosingMarks = (line: string) =>
  line
    .trimEnd()
    .replace(/(?<![ \t])[ \t]+#+$/, '')
    .trim();

/** A path without `.`, `..` and doubled slashes. Leading `..` are dropped. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}

/** A path without percent-encoding, where it can be undone. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Replaces HTML's character references in short texts. */
export function unescapeHtml(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (written, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    if (code === undefined) return Object.hasOwn(names, name) ? (names[name] ?? written) : written;
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
}

/** A fenced code block whose fence is longer than any in the code. */
export function fenced(code: string, language = '', meta = ''): string {
  const longest = Math.max(2, ...(code.match(/^[ \t]*`{3,}/gm) ?? []).map((run) => run.trim().length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}${meta ? ` ${meta}` : ''}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`;
}

/** A block quote of Markdown. */
export const quoted = (markdown: string) =>
  markdown
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** Our kind of callout for the name that another system uses. */
export function calloutKind(name: string): 'NOTE' | 'TIP' | 'IMPORTANT' | 'WARNING' | 'CAUTION' | undefined {
  switch (name.toLowerCase().replace(/[^a-z]/g, '')) {
    case 'note':
    case 'info':
    case 'information':
    case 'abstract':
    case 'summary':
    case 'tldr':
    case 'todo':
    case 'example':
    case 'question':
    case 'faq':
    case 'quote':
    case 'cite':
    case 'default':
    case 'primary':
    case 'secondary':
      return 'NOTE';
    case 'tip':
    case 'hint':
    case 'success':
    case 'check':
    case 'done':
      return 'TIP';
    case 'important':
    case 'attention':
      return 'IMPORTANT';
    case 'warning':
    case 'warn':
    case 'alert':
      return 'WARNING';
    case 'caution':
    case 'danger':
    case 'error':
    case 'failure':
    case 'fail':
    case 'missing':
    case 'bug':
      return 'CAUTION';
    default:
      return undefined;
  }
}

/** A callout in our Markdown. @param title Markdown */
export function callout(kind: string, text: string, title = ''): string {
  const name = calloutKind(kind) ?? 'NOTE';
  const heading = title && title.toLowerCase() !== name.toLowerCase() ? `**${title}**\n\n` : '';
  return quoted(`[!${name}]\n${heading}${text.trim()}`);
}

/** An image in Markdown. */
export function image(src: string, alt = '', title = ''): string {
  const url = /[\s()<>]/.test(src) ? `<${src.replace(/[<>]/g, encodeURIComponent)}>` : src;
  return `![${bracketed(alt)}](${url}${title ? ` "${title.replace(/["\\]/g, '\\$&')}"` : ''})`;
}

/** A link in Markdown. */
export function link(text: string, href: string): string {
  const url = /[\s()<>]/.test(href) ? `<${href.replace(/[<>]/g, encodeURIComponent)}>` : href;
  return `[${bracketed(text)}](${url})`;
}

/** A video, which is shown as a link until a reader plays it. */
export const video = (src: string, title = '') =>
  `::video${title ? `[${bracketed(title)}]` : ''}{src="${src.replaceAll('"', '%22')}"}`;

const bracketed = (text: string) => text.replace(/\s+/g, ' ').replace(/[[\]\\]/g, '\\$&');

/** The source of an image with its caption, as one block. */
export function figure(src: string, alt: string, caption: string): string {
  if (!caption) return image(src, alt);
  return `:::figure\n${image(src, alt)}\n\n${caption.trim()}\n:::`;
}
