import type { Nodes } from 'mdast';
import { messagesIn } from '../i18n/index';
import { decodeReferences, findDestination } from '../markdown/destination';
import { parseMarkdown } from '../markdown/parse';
import { tagsIn } from '../markdown/tags';
import { visit } from '../util/visit';
import type { TrackedText } from './tracked-text';

/** A URL in a text. */
export interface FoundUrl {
  url: string;
  /** Whether a reader sees or plays it, rather than following it. */
  isMedia: boolean;
  start: number;
  end: number;
  /** How it has to be written. An autolink is a URL that stands alone, which is also its own label. */
  place: 'markdown' | 'html' | 'autolink';
}

/** What was found in each text, as long as the text stays the same. */
const known = new WeakMap<TrackedText, { markdown: string; urls: readonly FoundUrl[] }>();

/** Finds all URLs of links, images and media in Markdown, in order, with their offsets. */
export function urlsIn(text: TrackedText): readonly FoundUrl[] {
  const before = known.get(text);
  if (before?.markdown === text.text) return before.urls;
  const urls = findUrls(text.text);
  known.set(text, { markdown: text.text, urls });
  return urls;
}

function findUrls(markdown: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  const { mdast } = parseMarkdown(markdown, messagesIn('en').text);
  visit(mdast, (node: Nodes) => {
    const offset = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? offset;
    const add = (url: string, isMedia: boolean) => {
      const source = markdown.slice(offset, end);
      if (node.type === 'link' && !source.startsWith('[')) {
        found.push({ url, isMedia, start: offset, end, place: 'autolink' });
        return;
      }
      const range = findDestination(source, url);
      if (range)
        found.push({ url, isMedia, start: offset + range.start, end: offset + range.end, place: 'markdown' });
    };
    if (node.type === 'link' || node.type === 'definition') add(node.url, false);
    else if (node.type === 'image') add(node.url, true);
    else if (node.type === 'leafDirective') {
      for (const name of ['src', 'poster']) {
        const url = node.attributes?.[name];
        if (url) add(url, true);
      }
    } else if (node.type === 'html') {
      const source = markdown.slice(offset, end);
      for (const { name, isEnd, attributes } of tagsIn(source))
        for (const attribute of isEnd ? [] : attributes)
          if (['href', 'src', 'poster'].includes(attribute.name) && name !== 'iframe')
            found.push({
              url: decodeReferences(attribute.value).trim(),
              isMedia: attribute.name !== 'href',
              start: offset + attribute.start,
              end: offset + attribute.start + attribute.value.length,
              place: 'html',
            });
    }
  });
  return found.sort((a, b) => a.start - b.start);
}
