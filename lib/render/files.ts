import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KnownFiles } from '../cache/known-files';
import { assetDir, serviceWorkerFile } from '../cache/paths';
import { documentsOf } from '../content/publication';
import { largestPublicFile, readRegularFile } from '../content/publishable';
import { staticFilesWith } from '../next/compiled-app';
import { changedMeanwhile, filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import { mediaOf } from './media';
import type { OutputOf } from './output';
import type { Site } from './site';

/** Files that are copied unchanged: those of `public/`, fonts, browser modules, attachments. */
export async function* fileOutputs({
  publication,
  publicDir,
  verify = false,
}: Site): AsyncGenerator<OutputOf<'file'>> {
  const known = await KnownFiles.open({ name: 'public', version: 1, verify, learn: hashOf });
  const fileOutput = (path: string, from: string): OutputOf<'file'> => {
    const found = known.find(from, (file) => readRegularFile(file, largestPublicFile));
    if ('problem' in found) throw changedMeanwhile(from);
    return { kind: 'file', path, from, digest: found.facts };
  };
  for (const path of publication.publicFiles) yield fileOutput(path, join(publicDir, path));
  for (const path of await filesUnder(assetDir)) yield fileOutput(`/assets${path}`, join(assetDir, path));
  for (const font of staticFilesWith('.woff2'))
    yield fileOutput(`/_next/static/media/${basename(font)}`, font);
  yield fileOutput('/service-worker.js', serviceWorkerFile);
  await known.close();
  for (const { variants, ...medium } of mediaOf(documentsOf(publication)).values())
    if (!variants) yield { kind: 'file', ...medium };
}

/**
 * Reads a file.
 *
 * @param digest its hash when the build listed it
 * @throws {UserError} if it has changed since
 */
export async function contentOfFile({ from, digest }: { from: string; digest: string }): Promise<Uint8Array> {
  const content = await readFile(from);
  if (hashOf(content) !== digest) throw changedMeanwhile(from);
  return content;
}
