import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { SourcePlugin } from 'contentlayer2/core';
import { filesUnder, writeWhole } from '../util/files';
import { hashOfAll } from '../util/hash';
import type { ContentDocument, Documents } from './documents';

/** Where `contentlayer/generated` is, from the working directory. */
const folder = '.contentlayer';

/**
 * Has Contentlayer generate its typed index of these documents, and brings `.contentlayer/`
 * up to it file by file.
 *
 * @param batch how many of them Contentlayer is given at once: it takes 20 KB of memory for each,
 *   and makes one string of all, which cannot be as long as half a million take
 */
export async function generateIndex(documents: ContentDocument[], batch = 10_000): Promise<void> {
  const written = await generate(documents, batch);
  for (const [file, parts] of written) {
    const there = await readFile(file).catch(() => undefined);
    if (there && hashOfAll([there]) === hashOfAll(parts)) continue;
    await mkdir(dirname(file), { recursive: true });
    writeWhole(file, ...parts);
  }
  for (const path of await filesUnder(join(folder, 'generated'))) {
    const file = join(resolve(folder), 'generated', path);
    if (!written.has(file)) await rm(file);
  }
}

/**
 * The typed index as `generateIndex` has left it, and a hash of it.
 *
 * @param chunk how many bytes are made a string at once
 * @throws {Error} where there is none
 */
export async function readIndex(chunk = 2 ** 26): Promise<{ documents: Documents; digest: string }> {
  const types = ['Post', 'Author', 'Series', 'Page'];
  const texts = await Promise.all(
    types.map((type) => readFile(join(folder, 'generated', type, '_index.json'))),
  );
  const [posts = [], authors = [], series = [], pages = []] = texts.map((text) => parseList(text, chunk));
  return { documents: { posts, authors, series, pages } as Documents, digest: hashOfAll(texts) };
}

/** Where one document ends in a list as Contentlayer prints it; within a document, lines are indented further. */
const between = '\n  },\n';

/** Parses a list of documents as Contentlayer prints it, chunk by chunk. */
function parseList(text: Buffer, chunk: number): unknown[] {
  const list: unknown[] = [];
  const end = text.length - ']'.length;
  for (let from = '['.length, to: number; from < end; from = to + 1) {
    const cut = text.indexOf(between, from + chunk);
    to = cut < 0 ? end : cut + between.length - ',\n'.length;
    for (const document of JSON.parse(`[${text.toString('utf8', from, to)}]`)) list.push(document);
  }
  return list;
}

/**
 * Has Contentlayer generate its files, batch by batch.
 *
 * @returns what it has written, in parts, by absolute path
 */
async function generate(documents: ContentDocument[], batch: number): Promise<Map<string, string[]>> {
  const written = new Map<string, string[]>();
  let at = 0;
  do {
    for (const [file, content] of await generateOnce(documents.slice(at, at + batch))) {
      const parts = written.get(file);
      if (!parts || !file.endsWith('.json')) written.set(file, [content]);
      else if (parts[0] === '[]') parts[0] = content;
      else if (content !== '[]')
        parts.push(`${parts.pop()?.slice(0, -'\n]'.length)},`, content.slice('['.length));
    }
    at += batch;
  } while (at < documents.length);
  return written;
}

/** Runs Contentlayer in this process, with its files kept in memory. */
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
