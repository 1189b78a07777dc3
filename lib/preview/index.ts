import { existsSync, watch } from 'node:fs';
import { sep } from 'node:path';
import { bundleBrowserModules } from '../browser/bundle';
import type { Jobs } from '../build/jobs';
import { prepare, readContent } from '../build/prepare';
import { messageOf } from '../cli/main';
import { readSettings } from '../config/env';
import { compileApp } from '../next/compile';
import { layoutPropsOf } from '../pages';
import { UserError } from '../util/errors';
import { isHiddenName } from '../util/names';
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
  const { contentDir, host, port } = readSettings();
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const assets = await bundleBrowserModules({ preview: true });
  const server = await servePreview(host, port);
  // Worker processes with the compiled app. Replaced each time it is compiled.
  let workers = new Pool<Jobs>({});
  let state: PreviewState = { problems: '' };
  let isCompiled = false;

  async function compile(): Promise<void> {
    const { compiled } = await compileApp();
    isCompiled = true;
    if (!compiled) return;
    workers.close();
    workers = new Pool<Jobs>({});
  }

  async function refresh(): Promise<void> {
    const { problems: before } = state;
    try {
      const compiling = isCompiled ? undefined : compile();
      // Errors in the content are shown without waiting for the compilation.
      if (compiling) server.wait(compiling.catch(() => {}));
      const publication = await readContent(true, workers);
      const { catalog } = await prepare(publication);
      await compiling;
      state = {
        site: {
          outputs: new PreviewOutputs(publication, catalog, url, (input) => workers.run('index', input)),
          layoutProps: layoutPropsOf(catalog, assets),
          workers,
        },
        problems: '',
      };
      if (before) console.log('Errors fixed.');
    } catch (error) {
      const problems = messageOf(
        error,
        state.site && 'The preview still shows the last version without errors.',
      );
      if (problems === undefined || (error instanceof UserError && !state.site)) throw error;
      if (problems !== before) console.error(problems);
      state = { ...state, problems };
    }
    server.show(state);
  }

  let timer: NodeJS.Timeout | undefined;
  let last = refresh();
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(refresh).catch((error: unknown) => console.error(error));
    }, QUIET_MS);
  };
  const folders = [contentDir, 'public', 'app', 'components'].filter((folder) => existsSync(folder));
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, path) => {
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
    workers.close();
  };
  await last.catch((error: unknown) => {
    close();
    throw error;
  });
  return { url, close };
}
