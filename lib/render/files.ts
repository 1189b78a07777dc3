import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { assetDir, serviceWorkerFile } from '../cache/paths';
import { staticFilesWith } from '../next/compiled-app';
import { changedMeanwhile, filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import { mediaOf } from './media';
import type { OutputOf } from './output';
import type { Site } from './site';

/** Files that are copied unchanged: those of `public/`, fonts, browser modules, attachments. */
export async function* fileOutputs({ publication, publicDir }: Site): AsyncGenerator<OutputOf<'file'>> {
  for (const path of publication.publicFiles) yield await fileOutput(path, join(publicDir, path));
  for (const path of await filesUnder(assetDir))
    yield await fileOutput(`/assets${path}`, join(assetDir, path));
  for (const font of staticFilesWith('.woff2'))
    yield await fileOutput(`/_next/static/media/${basename(font)}`, font);
  yield await fileOutput('/service-worker.js', serviceWorkerFile);
  for (const { variants, ...medium } of mediaOf(publication.entries).values())
    if (!variants) yield { kind: 'file', ...medium };
}

async function fileOutput(path: string, from: string): Promise<OutputOf<'file'>> {
  return { kind: 'file', path, from, digest: hashOf(await readFile(from)) };
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
