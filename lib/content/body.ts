import { readText } from '../cache/texts';
import { type Picture, pictureHtml } from '../images/picture';
import type { Asset } from './assets';
import type { Entry } from './entry';
import type { Resolved } from './resolve';

/** The text of a document as a page shows it: its HTML, and where the references in it lead. */
export interface BodyText {
  /** The name of the HTML with marks; see `lib/cache/texts.ts`. */
  html: string;
  hasCode: boolean;
  /** The address of each relative link, by the link as its author wrote it. */
  links: Record<string, string>;
  /** The same of each image and file. */
  assets: Record<string, Pick<Asset, 'address' | 'bytes' | 'picture'>>;
}

export function bodyOf({ text, resolved }: Entry & { resolved: Resolved }): BodyText {
  return {
    html: text.html,
    hasCode: text.hasCode,
    links: Object.fromEntries(resolved.links),
    assets: Object.fromEntries(
      [...resolved.assets].map(([url, { address, bytes, picture }]) => [url, { address, bytes, picture }]),
    ),
  };
}

/**
 * Reads a text and puts addresses and pictures where `renderMarkdown` left marks.
 *
 * @throws {DamagedCache} where the text is not what it was
 */
export function readBody({ html, links, assets }: BodyText): string {
  return readText(html).replace(markedTags, (tag) => {
    const [, source = ''] = / src="asset:([^"]*)"/.exec(tag) ?? [];
    const picture = tag.startsWith('<img') ? assets[unescapeAttribute(source)]?.picture : undefined;
    if (picture) return pictureOf(tag, picture);
    return tag
      .replace(/ data-block="\w*"/, '')
      .replace(
        / (src|href|poster)="(content|asset):([^"]*)"/g,
        (_, attribute: string, kind: string, written: string) => {
          const url = unescapeAttribute(written);
          const address = kind === 'content' ? links[url] : assets[url]?.address;
          return ` ${attribute}="${escapeAttribute(address ?? url)}"`;
        },
      );
  });
}

/** A tag that may hold a mark: in the text itself, every `<` is escaped. */
const markedTags = /<(?:a|img|video|audio)\s(?:[^">]|"[^"]*")*>/g;

/** An `<img>` with `data-block`, as `lib/markdown/blocks.ts` writes it, by the picture that it shows. */
function pictureOf(tag: string, picture: Picture): string {
  const width = Number(/ width="(\d+)"/.exec(tag)?.[1]) || undefined;
  const block = / data-block="(\w*)"/.exec(tag)?.[1];
  const attributes = tag.slice('<img'.length, -1).replace(/ (?:src|width|height|data-block)="[^"]*"/g, '');
  return pictureHtml(picture, attributes, { block: block !== undefined, linked: block === 'linked', width });
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** Undoes what `hast-util-to-html` escapes in a double-quoted attribute: `&` and `"`, as numbers. */
function unescapeAttribute(text: string): string {
  return text.replace(/&#x22;|&quot;/g, '"').replace(/&#x26;|&amp;/g, '&');
}
