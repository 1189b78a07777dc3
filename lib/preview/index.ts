import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { bundleBrowserModules } from '../browser/bundle';
import type { Jobs } from '../build/jobs';
import { prepare, readContent } from '../build/prepare';
import { messageOf } from '../cli/main';
import { readSettings } from '../config/env';
import type { Publication } from '../content/publication';
import { compileApp } from '../next/compile';
import { layoutPropsOf } from '../pages';
import type { Catalog } from '../pages/catalog';
import { UserError } from '../util/errors';
import { isHiddenName } from '../util/names';
import { printable, printableError } from '../util/printable';
import { watchFolder } from '../util/watch-folder';
import { Pool } from '../workers/pool';
import { PreviewOutputs } from './outputs';
import { type PreviewState, servePreview } from './server';

/** Milliseconds without another change before files are read. Editors write in bursts. */
const QUIET_MS = 40;

/** A running preview. */
export interface Preview {
  url: string;
  close(): void;
}

/**
 * Serves the publication with drafts and scheduled posts, and refreshes open pages after each
 * change. After an error, it keeps showing the last version without errors.
 *
 * @throws {UserError} if the port is in use or there is no content folder
 */
export async function startPreview(): Promise<Preview> {
  const { contentDir, publicDir, host, port } = readSettings();
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const assets = await bundleBrowserModules({ preview: true });
  const server = await servePreview(host, port);
  // Worker processes with the compiled app. Replaced each time it is compiled.
  let workers = new Pool<Jobs>({});
  let state: PreviewState = { problems: '' };
  let isCompiled = false;
  /** The last content without errors. */
  let content: { publication: Publication; catalog: Catalog } | undefined;

  function show(next: PreviewState): void {
    const last = state.site?.workers;
    state = next;
    server.show(state);
    if (last !== state.site?.workers) last?.close();
  }

  /** Shows the last content without errors with the pages as they were last compiled. */
  function showContent(problems: string): void {
    if (!content) return;
    const { publication, catalog } = content;
    const outputs = new PreviewOutputs(publication, catalog, url, (input) => workers.run('index', input));
    show({ site: { outputs, layoutProps: layoutPropsOf(catalog, assets), workers }, problems });
  }

  async function compile(): Promise<void> {
    // What changes from now on is compiled later.
    isCompiled = true;
    try {
      const { compiled } = await compileApp();
      // The old processes are in use until another state is shown.
      if (compiled) workers = new Pool<Jobs>({});
    } catch (error) {
      isCompiled = false;
      throw error;
    }
  }

  async function update(compiling: Promise<void> | undefined): Promise<void> {
    const readers = new Pool<Jobs>({});
    const publication = await readContent(true, readers).finally(() => readers.close());
    const { catalog } = await prepare(publication);
    await compiling;
    content = { publication, catalog };
    showContent('');
  }

  async function refresh(): Promise<void> {
    const { problems: before } = state;
    const compiling = isCompiled ? undefined : compile();
    const updating = update(compiling);
    // Where the content has errors, those are shown first.
    if (compiling) {
      compiling.catch(() => {});
      server.wait(updating.catch(() => {}));
    }
    try {
      await updating;
      if (before) console.log('Errors fixed.');
    } catch (error) {
      const problems = messageOf(
        error,
        state.site && 'The preview still shows the last version without errors.',
      );
      if (problems === undefined || (error instanceof UserError && !state.site)) throw error;
      if (problems !== before) console.error(printable(problems));
      show({ ...state, problems });
      const isOld = await compiling?.then(
        () => state.site?.workers !== workers,
        () => false,
      );
      if (isOld) showContent(problems);
    }
  }

  let timer: NodeJS.Timeout | undefined;
  let last = refresh();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(refresh).catch((error: unknown) => console.error(printableError(error)));
    }, QUIET_MS);
  };
  const folders = [contentDir, publicDir, 'app', 'components'].filter((folder) => existsSync(folder));
  const watchers = folders.map((folder) =>
    watchFolder(folder, (path) => {
      // Ignore temporary files of editors. Not every system reports the path of the change.
      if (path?.split(sep).some(isHiddenName)) return;
      if (folder === 'app' || folder === 'components') isCompiled = false;
      changed();
    }),
  );
  const close = () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(timer);
    server.close();
    state.site?.workers.close();
    workers.close();
  };
  await last.catch((error: unknown) => {
    close();
    throw error;
  });
  return { url, close };
}
