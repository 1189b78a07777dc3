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
 * Prints an output into the site's folder, texts together with their compressed forms.
 *
 * @throws {DamagedCache} where a text that it needs is not what it was
 */
export async function writeOutput(
  output: Output,
  compressionLevel: CompressionLevel,
): Promise<WrittenOutput> {
  const { files, policy } = await renderOutput(output);
  const printed: WrittenOutput = { files: [], policy };
  for (const [path, content] of files) {
    const bytes = Buffer.from(content);
    for (const [suffix, variant] of [['', bytes] as const, ...compress(path, bytes, compressionLevel)]) {
      place(join(siteDir, path + suffix), variant);
      printed.files.push({ path: path + suffix, bytes: variant.length, digest: digestOf(variant) });
    }
  }
  return printed;
}

/**
 * Writes a new file: the one before may be part of a site that is being served. At once: for
 * files this small, waiting takes several times as long as writing.
 */
function place(file: string, content: Uint8Array) {
  clearPath(file);
  naming(file, () => writeFileSync(file, content));
}
