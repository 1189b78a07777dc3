import { readText } from '../cache/texts';
import type { Entry } from './entry';
import type { Asset, Resolved } from './resolve';

/** The text of a document as a page shows it: its HTML, and where the references in it lead. */
export interface BodyText {
  /** The name of the HTML with marks; see `lib/cache/texts.ts`. */
  html: string;
  /** Whether there is a block of code in it. */
  hasCode: boolean;
  /** The address of each relative link, by the link as its author wrote it. */
  links: Record<string, string>;
  /** The same of each image and file. */
  assets: Record<string, Pick<Asset, 'address' | 'width' | 'height'>>;
}

export function bodyOf({ text, resolved }: Entry & { resolved: Resolved }): BodyText {
  return {
    html: text.html,
    hasCode: text.hasCode,
    links: Object.fromEntries(resolved.links),
    assets: Object.fromEntries(
      [...resolved.assets].map(([url, { address, width, height }]) => [url, { address, width, height }]),
    ),
  };
}

/**
 * Reads a text and puts addresses, and the sizes of images, where `renderMarkdown` left marks.
 *
 * @throws {DamagedCache} where the text is not what it was
 */
export function readBody(body: BodyText): string {
  return readText(body.html).replace(markedTags, (tag) =>
    tag
      .replace(/ href="content:([^"]*)"/, (_, written: string) => {
        const url = unescapeAttribute(written);
        return ` href="${escapeAttribute(body.links[url] ?? url)}"`;
      })
      .replace(/ (src|href|poster)="asset:([^"]*)"/g, (_, attribute: string, written: string) => {
        const url = unescapeAttribute(written);
        const asset = body.assets[url];
        const size =
          attribute === 'src' && asset?.width && asset.height
            ? ` width="${asset.width}" height="${asset.height}"`
            : '';
        return ` ${attribute}="${escapeAttribute(asset?.address ?? url)}"${size}`;
      }),
  );
}

/** A tag that may hold a mark: in the text itself, every `<` is escaped. */
const markedTags = /<(?:a|img|video|audio)\s(?:[^">]|"[^"]*")*>/g;

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** Undoes what `hast-util-to-html` escapes in a double-quoted attribute: `&` and `"`, as numbers. */
function unescapeAttribute(text: string): string {
  return text.replace(/&#x22;|&quot;/g, '"').replace(/&#x26;|&amp;/g, '&');
}
