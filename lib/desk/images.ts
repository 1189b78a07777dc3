import { posix } from 'node:path';
import sharp from 'sharp';
import { largestAttachment } from '../content/publishable';
import { slugify } from '../util/slug';
import type { ContentFolder } from './content-folder';
import { DeskError } from './errors';

/** The extension of each format that posts can show, by the name that sharp gives it. */
const extensions: Record<string, string> = {
  avif: 'avif',
  gif: 'gif',
  heif: 'avif',
  jpeg: 'jpg',
  png: 'png',
  svg: 'svg',
  webp: 'webp',
};

/** In pixels, for images that the author wants to be smaller. Twice as wide as the text on a large screen. */
export const smallerWidth = 2400;

/**
 * Writes an image next to a document, under the name of its alt text. Never replaces a file.
 *
 * @param document the path of the document
 * @param isSmaller whether to make it at most `smallerWidth` wide; otherwise its bytes stay as they are
 * @returns the name of the file
 * @throws {DeskError} if it is no image that posts can show
 */
export async function addImage(
  folder: ContentFolder,
  document: string,
  bytes: Buffer,
  alt: string,
  isSmaller: boolean,
): Promise<string> {
  folder.find(document);
  if (bytes.length > largestAttachment) throw new DeskError('The image is larger than 100 MB.');
  const { format = '' } = await sharp(bytes)
    .metadata()
    .catch(() => ({ format: '' }));
  const extension = extensions[format];
  if (!extension)
    throw new DeskError('This is not an image that posts can show: AVIF, GIF, JPEG, PNG, SVG or WebP.');
  const canShrink = isSmaller && format !== 'svg' && format !== 'gif';
  const content = canShrink
    ? await sharp(bytes).autoOrient().resize({ width: smallerWidth, withoutEnlargement: true }).toBuffer()
    : bytes;
  const name =
    slugify(alt.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '))
      .slice(0, 60)
      .replace(/[-.]+$/, '') || 'image';
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.${extension}`;
    const path = posix.join(posix.dirname(document), file);
    if (folder.has(path)) continue;
    await folder.create(path, content);
    return file;
  }
}
