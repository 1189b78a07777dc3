import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../cache/file-digests';
import { siteDir } from '../cache/paths';
import { renderOutput } from '../render';
import { type CompressionLevel, compress } from '../render/compress';
import type { Output } from '../render/output';
import { naming } from '../util/files';
import { clearPath } from './clear-path';
import type { WrittenOutput } from './jobs';

/**
 * Renders an output into the site's folder. Text files are written with their precompressed
 * variants.
 *
 * @returns the written files and, for a page, its Content-Security-Policy
 * @throws {DamagedCache} if a cached text that it needs is missing or damaged
 */
export async function writeOutput(
  output: Output,
  compressionLevel: CompressionLevel,
): Promise<WrittenOutput> {
  const { files, policy } = await renderOutput(output);
  const written: WrittenOutput = { files: [], policy };
  for (const [path, content] of files) {
    const bytes = Buffer.from(content);
    for (const [suffix, variant] of [['', bytes] as const, ...compress(path, bytes, compressionLevel)]) {
      place(join(siteDir, path + suffix), variant);
      written.files.push({ path: path + suffix, bytes: variant.length, digest: digestOf(variant) });
    }
  }
  return written;
}

/**
 * Writes a new file instead of overwriting the old one, which may be linked into a site that is
 * being served. Synchronous: for files this small, awaiting takes several times as long as writing.
 */
function place(file: string, content: Uint8Array) {
  clearPath(file);
  naming(file, () => writeFileSync(file, content));
}
