import type { Nodes } from 'mdast';
import { isEmbedFrame, isKeptAttribute, isKeptElement } from '../../markdown/sanitize';
import { type Tag, tagsIn } from '../../markdown/tags';
import { count } from '../../util/count';
import { visit } from '../../util/visit';
import { link, unescapeHtml } from '../text';
import type { Edit, TrackedText } from '../tracked-text';
import { treeOf } from './code-ranges';
import type { SyntaxContext } from './context';

/** Attributes of lazy loading, which have the URL until a script moves it. */
export const lazySources = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-orig-file',
  'data-canonical-src',
];

/** Scripts that only style an embed or a formula whose text is in the post. */
export const embedScripts =
  /platform\.(?:twitter|x|instagram)\.com|instagram\.com\/embed|embed\.bsky\.app|tiktok\.com\/embed|assets\.pinterest|connect\.facebook|redditmedia|embed\.js$|mathjax|katex|polyfill/i;

/** The page of a gist whose script a post loads. */
export function gistUrl(src: string): string | undefined {
  const [, url] = /^(?:https?:)?(\/\/gist\.github\.com\/[\w-]+(?:\/\w+)?)/.exec(src) ?? [];
  return url && `https:${url}`;
}

/** Presentational elements and their plain equivalents. */
const replacements = new Map(
  Object.entries({
    article: 'div',
    center: 'div',
    fieldset: 'div',
    footer: 'div',
    header: 'div',
    hgroup: 'div',
    main: 'div',
    nav: 'div',
    section: 'div',
    big: 'span',
    font: 'span',
    label: 'span',
    nobr: 'span',
  }),
);

const formFields = new Set(['button', 'form', 'input', 'option', 'select', 'textarea']);
const withContent = new Set(['script', 'style', 'svg', 'object']);

/** The end tag of the element at an offset. */
function endOfElement(html: string, name: string, from: number): { start: number; end: number } | undefined {
  let depth = 0;
  for (const tag of tagsIn(html.slice(from))) {
    if (tag.name !== name) continue;
    depth += tag.isEnd ? -1 : 1;
    if (depth === 0) return { start: from + tag.start, end: from + tag.end };
  }
  return undefined;
}

/**
 * Converts the HTML in Markdown to HTML that posts may contain. Embeds become links. Anything that needs the
 * old site's styles or scripts is removed and reported.
 *
 * @param save writes a drawing next to the post. @returns its name
 */
export function convertRawHtml(
  text: TrackedText,
  context: SyntaxContext,
  save: (svg: string) => string,
): void {
  const edits: Edit[] = [];
  const ignored = new Map<string, number>();
  visit(treeOf(text.text), 'html', (node: Nodes) => {
    const offset = node.position?.start.offset ?? 0;
    const html = text.text.slice(offset, node.position?.end.offset);
    const replace = (start: number, end: number, by: string) =>
      edits.push({ start: offset + start, end: offset + end, text: by });
    const lineOf = (start: number) => text.lineAt(offset + start);
    // In a paragraph, each tag is a node of its own, so its content is in the text after it.
    const rest = text.text.slice(offset, offset + 100_000);
    for (const { name, isEnd, start, end } of tagsIn(html)) {
      if (isEnd || !withContent.has(name)) continue;
      const close = endOfElement(rest, name, start);
      if (close === undefined) continue;
      const found = rest.slice(start, close.end);
      replace(
        start,
        close.end,
        block(name, found, rest.slice(start, end), rest.slice(end, close.start), lineOf(start)),
      );
    }
    for (const { 0: comment, index } of html.matchAll(
      /<!--\s*(?:more|truncate|excerpt|end excerpt|toc)\s*-->/gi,
    ))
      replace(index, index + comment.length, '');
    for (const tag of tagsIn(html)) {
      const by = converted(tag, html, lineOf(tag.start));
      if (by !== undefined) replace(tag.start, endOf(tag, rest), by);
    }
  });
  text.apply(edits);
  for (const [what, line] of ignored)
    context.changed(
      line,
      'HTML',
      what,
      'has no effect without the style sheet and the scripts of the old site',
    );

  function block(name: string, found: string, attributes: string, content: string, line: number): string {
    const src = unescapeHtml(/\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? '');
    if (name === 'svg') {
      context.changed(line, 'HTML', found, 'the drawing was saved as a file');
      return `![](${save(found)})`;
    }
    if (name === 'object') {
      const data = /\bdata\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
      if (data) return link(data.split('/').at(-1) ?? data, unescapeHtml(data));
    }
    const gist = gistUrl(src);
    if (gist) return link('Gist on GitHub', gist);
    if (name === 'style' || embedScripts.test(src)) {
      context.changed(
        line,
        'HTML',
        found,
        name === 'style'
          ? 'styles were left out'
          : 'a script that only styles embeds or formulas was removed',
      );
      return '';
    }
    context.lost(
      line,
      'HTML',
      found,
      `<${name}> was left out with its content (${count(content.trim().length, 'character')})`,
      'if readers need it, replace it with something else',
    );
    return '';
  }

  function converted(tag: Tag, html: string, line: number): string | undefined {
    const { name, isEnd, attributes, start, end } = tag;
    const by = replacements.get(name);
    if (by) return isEnd ? `</${by}>` : `<${by}>`;
    if (withContent.has(name)) return undefined;
    const get = (key: string) => unescapeHtml(attributes.find((one) => one.name === key)?.value ?? '');
    if (name === 'iframe' && !isEnd && !isEmbedFrame(get('src'))) {
      const src = get('src') || lazySources.map(get).find(Boolean) || '';
      const url = src.startsWith('//') ? `https:${src}` : src;
      if (!url) return undefined;
      const label = get('title') || (URL.canParse(url) ? new URL(url).hostname : url);
      context.changed(
        line,
        'embed',
        html.slice(start, end),
        'an iframe from another site was replaced with a link',
      );
      return link(label, url);
    }
    if (name === 'embed' && get('src')) return link(get('src').split('/').at(-1) ?? '', get('src'));
    if (name === 'input' && /^(?:checkbox)$/i.test(get('type'))) return undefined;
    if (formFields.has(name)) {
      if (!isEnd)
        context.lost(
          line,
          'HTML',
          html.slice(start, end),
          `<${name}> was left out: posts cannot contain forms`,
          'link to a page that has the form',
        );
      return '';
    }
    // Of a `<picture>`, only the `<img>` is kept, and smaller sizes are generated.
    if (name === 'source' && !get('src')) return '';
    if (isEnd || !isKeptElement(name)) return undefined;
    return withKeptAttributes(tag, html, line);
  }

  function withKeptAttributes(
    { name, attributes, end }: Tag,
    html: string,
    line: number,
  ): string | undefined {
    const has = (key: string) => attributes.some((one) => one.name === key);
    const kept: string[] = [];
    let isChanged = false;
    const add = (key: string, value: string) =>
      kept.push(value === '' && key !== 'alt' ? key : `${key}="${value.replaceAll('"', '&quot;')}"`);
    for (const { name: key, value } of attributes) {
      const lazy = name === 'img' && lazySources.includes(key);
      if (lazy && (!has('src') || /^data:/.test(attributes.find((one) => one.name === 'src')?.value ?? ''))) {
        kept.unshift(`src="${value}"`);
        isChanged = true;
      } else if (key === 'src' && /^data:image\/(?:gif|svg)/.test(value) && lazySources.some(has))
        isChanged = true;
      else if (key === 'style' && /text-align:\s*(?:center|right)/.test(value) && !has('align')) {
        add('align', /center/.test(value) ? 'center' : 'right');
        isChanged = true;
      } else if (isKeptAttribute(name, key, value)) add(key, value);
      else {
        isChanged = true;
        if (!/^(?:loading|decoding|target|rel|srcset|sizes|fetchpriority)$/.test(key) && !lazy)
          if (!ignored.has(`${key}="…"`)) ignored.set(`${key}="…"`, line);
      }
    }
    if (!isChanged) return undefined;
    const slash = html[end - 2] === '/' ? ' /' : '';
    const endTag = name === 'iframe' ? '</iframe>' : '';
    return `<${name}${kept.map((one) => ` ${one}`).join('')}${slash}>${endTag}`;
  }
}

/** Where a tag ends; that of a frame ends with its end tag. */
function endOf({ name, isEnd, end, start }: Tag, rest: string): number {
  if (name !== 'iframe' || isEnd) return end;
  const [found] = /^[\s\S]*?<\/iframe\s*>/i.exec(rest.slice(start)) ?? [];
  return found === undefined ? end : start + found.length;
}
