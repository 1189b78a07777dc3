import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);
const zip = promisify(gzip);

/** Types that shrink; pictures, clips and fonts are compressed already. */
const compressible = /\.(html|xml|json|md|txt|svg|js|css|webmanifest)$/;

/** In bytes: what is longer is compressed with less effort, or one page would take seconds. */
const long = 256_000;

/**
 * Makes the files that a server sends in place of a text, where they are smaller.
 *
 * @returns bytes by what is added to the file's name; nothing for what is compressed already
 */
export async function compress(path: string, content: Buffer): Promise<[suffix: string, bytes: Buffer][]> {
  if (!compressible.test(path)) return [];
  const [brotlied, gzipped] = await Promise.all([
    brotli(content, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: content.length > long ? 5 : 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    zip(content, { level: content.length > long ? 6 : 9 }),
  ]);
  const variants: [string, Buffer][] = [
    ['.br', brotlied],
    ['.gz', gzipped],
  ];
  return variants.filter(([, bytes]) => bytes.length < content.length);
}
