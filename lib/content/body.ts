import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../files';
import type { Heading } from '../markdown/render';
import { bodyDir } from '../work';
import type { ResolvedEntry } from './publication';

/** What is printed of a document besides its index entry. Kept in a file of its own, read when its page is printed. */
export interface Body {
  /** Safe HTML whose links and images are addresses of this site or absolute URLs. */
  html: string;
  headings: Heading[];
}

/** Writes the body of a document and returns the name to read it by. */
export async function writeBody(entry: ResolvedEntry): Promise<string> {
  const body: Body = { html: fillReferences(entry), headings: entry.body.headings };
  const content = JSON.stringify(body);
  const name = createHash('sha256').update(content).digest('hex').slice(0, 32);
  const file = join(bodyDir, `${name}.json`);
  const kept = await stat(file).catch(() => undefined);
  if (kept?.size !== Buffer.byteLength(content)) {
    await mkdir(bodyDir, { recursive: true });
    await writeWhole(file, content);
  }
  return name;
}

/** Reads a body by the name that its document's `bodyFile` holds. */
export async function readBody(name: string): Promise<Body> {
  return JSON.parse(await readFile(join(bodyDir, `${name}.json`), 'utf8')) as Body;
}

/** A tag that may hold a mark: in the text itself, every `<` is escaped. */
const markedTags = /<(?:a|img|video|audio)\s(?:[^">]|"[^"]*")*>/g;

/** Puts addresses, and the sizes of images, where `renderMarkdown` left marks. */
function fillReferences({ body, resolved }: ResolvedEntry): string {
  return body.html.replace(markedTags, (tag) =>
    tag
      .replace(/ href="content:([^"]*)"/, (_, written: string) => {
        const url = unescapeAttribute(written);
        return ` href="${escapeAttribute(resolved.links.get(url) ?? url)}"`;
      })
      .replace(/ (src|href|poster)="asset:([^"]*)"/g, (_, attribute: string, written: string) => {
        const url = unescapeAttribute(written);
        const asset = resolved.assets.get(url);
        const size =
          attribute === 'src' && asset?.width && asset.height
            ? ` width="${asset.width}" height="${asset.height}"`
            : '';
        return ` ${attribute}="${escapeAttribute(asset?.address ?? url)}"${size}`;
      }),
  );
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** Undoes what `hast-util-to-html` escapes in a double-quoted attribute: `&` and `"`, as numbers. */
function unescapeAttribute(text: string): string {
  return text.replace(/&#x22;|&quot;/g, '"').replace(/&#x26;|&amp;/g, '&');
}
