import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isText } from '../hosts/hidden';

/** What readers wait for; feeds and the like are fetched behind their backs. */
const waitedFor = /\.(html|js|css|svg)$/;

/** In bytes: what nobody waits for and is shorter fits into a packet as it is. */
const short = 1000;

/** In bytes: what is longer would take seconds. */
const long = 128_000;

/**
 * How much time compressing may take: `most` makes a page a tenth smaller, in thirty times
 * the time (`docs/decisions/compression.md`).
 */
export type CompressionLevel = 'most' | 'least';

/** The compressionLevel for an archive of so many documents. */
export function compressionLevelFor(documents: number): CompressionLevel {
  return documents <= 1000 ? 'most' : 'least';
}

/**
 * Makes the files that a server sends in place of a text, where they are smaller. At once, as
 * every core has a worker of its own: to hand it to a thread takes half as much time again.
 *
 * @returns bytes by what is added to the file's name; nothing for what is compressed already
 */
export function compress(
  path: string,
  content: Buffer,
  compressionLevel: CompressionLevel,
): [suffix: string, bytes: Buffer][] {
  if (!isText(path)) return [];
  if (content.length < short && !waitedFor.test(path)) return [];
  const thorough = compressionLevel === 'most' && waitedFor.test(path) && content.length <= long;
  const brotlied = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: thorough ? 11 : 5,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const variants: [string, Buffer][] = [
    ['.br', brotlied],
    ['.gz', gzipSync(content, { level: thorough ? 9 : 6 })],
  ];
  return variants.filter(([, bytes]) => bytes.length < content.length);
}
