import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { isText } from '../hosts/hidden';

/** Files that readers wait for. Others, such as feeds, load in the background. */
const waitedFor = /\.(html|js|css|svg)$/;

/** In bytes. Shorter files that nobody waits for fit into one packet uncompressed. */
const short = 1000;

/** In bytes. Maximum compression of longer files would take seconds. */
const long = 128_000;

/**
 * The compression level: `most` makes pages 10 % smaller than `least` and takes 30 times as long
 * (`docs/decisions/compression.md`).
 */
export type CompressionLevel = 'most' | 'least';

/** The compression level for a publication, by its number of documents. */
export function compressionLevelFor(documents: number): CompressionLevel {
  return documents <= 1000 ? 'most' : 'least';
}

/**
 * Compresses a text file with brotli and gzip. Synchronous: every core already has a worker, and
 * using a thread would take 50 % longer.
 *
 * @returns the variants that are smaller than the file, by suffix (`.br`, `.gz`); none for formats
 *   that are already compressed
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
