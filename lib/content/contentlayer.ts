import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SourcePlugin } from 'contentlayer2/core';
import type { Documents } from '../catalog';
import { filesUnder, writeWhole } from '../files';
import { hashOf } from '../hash';
import type { ContentDocument } from './documents';

/** Where `contentlayer/generated` is, from the working directory. */
const folder = '.contentlayer';

/**
 * Has Contentlayer generate its typed index of these documents, and brings `.contentlayer/`
 * up to it file by file: what has not changed stays as it is, so that a running `next dev`
 * sees the edit and no more.
 */
export async function generateIndex(documents: ContentDocument[]): Promise<void> {
  const written = await generate(documents);
  for (const [file, content] of written) {
    if ((await readFile(file, 'utf8').catch(() => undefined)) === content) continue;
    await mkdir(dirname(file), { recursive: true });
    writeWhole(file, content);
  }
  for (const path of await filesUnder(join(folder, 'generated'))) {
    const file = join(resolve(folder), 'generated', path);
    if (!written.has(file)) await rm(file);
  }
}

/**
 * The typed index as `generateIndex` has left it, and a hash of it.
 *
 * @throws {Error} where there is none
 */
export async function readIndex(): Promise<{ documents: Documents; digest: string }> {
  const types = ['Post', 'Author', 'Series', 'Page'];
  const texts = await Promise.all(
    types.map((type) => readFile(join(folder, 'generated', type, '_index.json'), 'utf8')),
  );
  const [posts, authors, series, pages] = texts.map((text) => JSON.parse(text));
  return { documents: { posts, authors, series, pages }, digest: hashOf(...texts) };
}

/**
 * Runs Contentlayer in this process, with its files kept in memory.
 *
 * @returns what it has written, by absolute path
 */
async function generate(documents: ContentDocument[]): Promise<Map<string, string>> {
  const { core, effect, FsTag } = await loadContentlayer();
  const { default: source } = await import('../../contentlayer.config');
  const { E, L, S, T, pipe, provideConsole } = effect;
  const cacheItemsMap = Object.fromEntries(
    documents.map((document) => [
      document._id,
      { document, documentHash: '', documentTypeName: document.type, hasWarnings: false },
    ]),
  );
  const plugin = { ...(await source(undefined)), fetchData: () => S.fromValue(E.right({ cacheItemsMap })) };
  const written = new Map<string, string>();
  const files = L.fromValue(FsTag)({
    mkdirp: () => T.unit,
    rm: () => T.unit,
    writeFile: (file: string, content: string) =>
      T.succeedWith(() => {
        // The index of one module a document is for Contentlayer's own watch mode.
        if (!isDocumentFile(file)) written.set(file, content);
      }),
  });
  await pipe(
    core.generateDotpkg({ config: { source: plugin, filePath: '', esbuildHash: '' }, verbose: false }),
    core.provideCwdCustom(resolve('.')),
    core.provideDummyTracing,
    provideConsole,
    T.provideSomeLayer(files),
    T.runPromise,
  );
  return written;
}

/** The files of single documents, and the module that imports each of them: nobody reads them. */
const isDocumentFile = (file: string) => /generated\/[A-Z][a-z]+\/(?!_index\.json$)/.test(file);

/** The parts of Contentlayer and its effect runtime that are used; its own types of them do not resolve. */
interface Contentlayer {
  core: {
    generateDotpkg(options: { config: object; verbose: boolean }): unknown;
    provideCwdCustom(cwd: string): (effect: unknown) => unknown;
    provideDummyTracing: (effect: unknown) => unknown;
  };
  effect: {
    E: { right(value: unknown): unknown };
    L: { fromValue(tag: unknown): (service: object) => unknown };
    S: { fromValue(value: unknown): ReturnType<SourcePlugin['fetchData']> };
    T: {
      unit: unknown;
      succeedWith(run: () => void): unknown;
      provideSomeLayer(layer: unknown): (effect: unknown) => unknown;
      runPromise(effect: unknown): Promise<unknown>;
    };
    pipe(...steps: unknown[]): Promise<unknown>;
    provideConsole: (effect: unknown) => unknown;
  };
  FsTag: unknown;
}

async function loadContentlayer(): Promise<Contentlayer> {
  const core: unknown = await import('contentlayer2/core');
  const utils: unknown = await import('@contentlayer2/utils');
  const effect: unknown = await import('@contentlayer2/utils/effect');
  const { fs, provideDummyTracing } = utils as {
    fs: { FsTag: unknown };
    provideDummyTracing: Contentlayer['core']['provideDummyTracing'];
  };
  return {
    core: { ...(core as Contentlayer['core']), provideDummyTracing },
    effect: effect as Contentlayer['effect'],
    FsTag: fs.FsTag,
  };
}
