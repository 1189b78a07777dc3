import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../cache/file-digests';
import { siteDir } from '../cache/paths';
import { renderSheet } from '../render';
import { compress, type Effort } from '../render/compress';
import type { Sheet } from '../render/output';
import { naming } from '../util/files';
import { makeRoom } from './clear-path';
import type { Printed } from './jobs';

/**
 * Prints a sheet into the site's folder, texts together with their compressed forms.
 *
 * @throws {DamagedCache} where a text that it needs is not what it was
 */
export async function printSheet(sheet: Sheet, effort: Effort): Promise<Printed> {
  const { files, policy } = await renderSheet(sheet);
  const printed: Printed = { files: [], policy };
  for (const [path, content] of files) {
    const bytes = Buffer.from(content);
    for (const [suffix, variant] of [['', bytes] as const, ...compress(path, bytes, effort)]) {
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
  makeRoom(file);
  naming(file, () => writeFileSync(file, content));
}
