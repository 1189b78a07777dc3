import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SourcePlugin } from 'contentlayer2/core';
import { indexDir } from '../cache/paths';
import { filesUnder, writeWhole } from '../util/files';
import { hashOfAll } from '../util/hash';
import type { ContentDocument, Documents } from './documents';

/** The folder of the generated index, relative to the working directory. */
const folder = join(indexDir, '.contentlayer');

/**
 * Generates Contentlayer's typed index of the documents, in `.contentlayer/`. Writes only files that
 * changed, and deletes those that are no longer part of the index.
 *
 * @param batchSize how many documents Contentlayer gets at once. It takes 20 KB of memory for each,
 *   and joins them into one string; for half a million documents, that string would be too long.
 */
export async function generateIndex(documents: ContentDocument[], batchSize = 10_000): Promise<void> {
  const written = await generate(documents, batchSize);
  for (const [file, parts] of written) {
    const existing = await readFile(file).catch(() => undefined);
    if (existing && hashOfAll([existing]) === hashOfAll(parts)) continue;
    await mkdir(dirname(file), { recursive: true });
    writeWhole(file, ...parts);
  }
  for (const path of await filesUnder(join(folder, 'generated'))) {
    const file = join(resolve(folder), 'generated', path);
    if (!written.has(file)) await rm(file);
  }
}

/** Whether the types of documents have been generated. */
export const hasTypes = () => existsSync(join(folder, 'generated/types.d.ts'));

/**
 * Reads the index that `generateIndex` wrote.
 *
 * @param chunkBytes how many bytes to decode at once
 * @returns the documents, and a hash of the index
 * @throws {Error} if there is no index
 */
export async function readIndex(chunkBytes = 2 ** 26): Promise<{ documents: Documents; digest: string }> {
  const types = ['Post', 'Author', 'Series', 'Page'];
  const indexes = await Promise.all(
    types.map((type) => readFile(join(folder, 'generated', type, '_index.json'))),
  );
  const [posts = [], authors = [], series = [], pages = []] = indexes.map((index) =>
    parseList(index, chunkBytes),
  );
  return { documents: { posts, authors, series, pages } as Documents, digest: hashOfAll(indexes) };
}

/** The end of a document in a list as Contentlayer writes it. Lines within a document are indented further. */
const separator = '\n  },\n';

/** Parses a list of documents as Contentlayer writes it, chunk by chunk. */
function parseList(text: Buffer, chunkBytes: number): unknown[] {
  const list: unknown[] = [];
  const end = text.length - ']'.length;
  for (let from = '['.length, to: number; from < end; from = to + 1) {
    const cut = text.indexOf(separator, from + chunkBytes);
    to = cut < 0 ? end : cut + separator.length - ',\n'.length;
    for (const document of JSON.parse(`[${text.toString('utf8', from, to)}]`)) list.push(document);
  }
  return list;
}

/**
 * Runs Contentlayer batch by batch.
 *
 * @returns the content of each file, in parts, by absolute path
 */
async function generate(documents: ContentDocument[], batchSize: number): Promise<Map<string, string[]>> {
  const written = new Map<string, string[]>();
  let start = 0;
  do {
    for (const [file, content] of await generateOnce(documents.slice(start, start + batchSize))) {
      const parts = written.get(file);
      if (!parts || !file.endsWith('.json')) written.set(file, [content]);
      else if (parts[0] === '[]') parts[0] = content;
      else if (content !== '[]')
        parts.push(`${parts.pop()?.slice(0, -'\n]'.length)},`, content.slice('['.length));
    }
    start += batchSize;
  } while (start < documents.length);
  return written;
}

/** Runs Contentlayer in this process, and keeps its files in memory. */
async function generateOnce(documents: ContentDocument[]): Promise<Map<string, string>> {
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
  const fileSystem = L.fromValue(FsTag)({
    mkdirp: () => T.unit,
    rm: () => T.unit,
    writeFile: (file: string, content: string) =>
      T.succeedWith(() => {
        if (!isDocumentFile(file)) written.set(file, content);
      }),
  });
  await pipe(
    core.generateDotpkg({ config: { source: plugin, filePath: '', esbuildHash: '' }, verbose: false }),
    core.provideCwdCustom(resolve(indexDir)),
    core.provideDummyTracing,
    provideConsole,
    T.provideSomeLayer(fileSystem),
    T.runPromise,
  );
  return written;
}

/** Whether it is the file of a single document, or the module that imports all of these. Only Contentlayer's watch mode reads them. */
const isDocumentFile = (file: string) => /generated\/[A-Z][a-z]+\/(?!_index\.json$)/.test(file);

/** The parts of Contentlayer and its effect runtime that are used here. Its own types for them do not resolve. */
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
