import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { BrowserAssets } from '../browser/assets';
import { bundleBrowserModules } from '../browser/bundle';
import type { BuildPool, Jobs } from '../build/jobs';
import { generateTypes } from '../build/prepare';
import { keepInMemory, saveKept } from '../cache/checksummed';
import { messageOf } from '../cli/main';
import { readSettings } from '../config/env';
import { ContentErrors } from '../content/errors';
import { compileApp } from '../next/compile';
import { compiledRecord } from '../next/compiled-app';
import { layoutPropsOf } from '../pages';
import type { RequestHandler } from '../server/handler';
import { UserError } from '../util/errors';
import { isHiddenName } from '../util/names';
import { printable, printableError } from '../util/printable';
import { watchFolder } from '../util/watch-folder';
import { Pool } from '../workers/pool';
import { PreviewContent } from './content';
import { PreviewOutputs } from './outputs';
import { type Problems, parseProblems, withExcerpt } from './problems';
import { type PreviewServer, type PreviewState, servePreview } from './server';

export type { Problem, Problems } from './problems';

/** Milliseconds without another change before files are read. Editors write in bursts. */
const QUIET_MS = 15;

/**
 * Milliseconds without another change before everything is checked. What was saved is shown before. In a large
 * archive, checking takes longer, and the author may be about to save again.
 */
const MIN_CHECK_AFTER_MS = 250;
const MAX_CHECK_AFTER_MS = 1500;

/**
 * How much the memory of a process may grow until it is collected, in percent of what was left the last time. Each
 * save replaces objects that V8 takes for long-lived, and by default, it lets them grow to several times that.
 */
const GROWTH_PERCENT = 30;

/** What a request handler can know about the preview. */
export interface PreviewView {
  /** The current errors and warnings. */
  problems(): Problems;
  /**
   * Calls a function whenever pages or the problems may have changed.
   *
   * @returns stops that
   */
  onUpdate(listener: () => void): () => void;
}

/** A running preview. */
export interface Preview {
  url: string;
  /** Shows why the code or the configuration cannot be loaded. @param output what was printed; `''` if that is over */
  reportCode(output: string): void;
  close(): Promise<void>;
}

/**
 * Serves the publication with drafts and scheduled posts, and updates open pages after each change. After an error,
 * it keeps showing the last version without errors.
 *
 * @param mount returns handlers that answer requests before the preview does
 * @throws {UserError} if the port is in use or there is no content folder
 */
export async function startPreview(
  mount: (preview: PreviewView) => readonly RequestHandler[] = () => [],
): Promise<Preview> {
  keepInMemory();
  // Not an argument of the process, because Next hands these on in `NODE_OPTIONS`, which does not allow it.
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
  const { host, port } = readSettings();
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const workers = newWorkers();
  // A worker loads its code meanwhile.
  workers.warmUp();
  try {
    const assets = await bundleBrowserModules({ preview: true });
    const preview = new LivePreview(url, assets, workers);
    const handlers = mount(preview);
    const server = await servePreview({ host, port, module: assets.previewModule ?? '', handlers });
    await preview.start(server).catch(async (error: unknown) => {
      await preview.close();
      throw error;
    });
    return preview;
  } catch (error) {
    workers.close();
    throw error;
  }
}

/** Two workers, so that a page does not wait for the search index, with little memory between edits. */
const newWorkers = () => new Pool<Jobs>({}, 2, 8, GROWTH_PERCENT);

class LivePreview implements Preview, PreviewView {
  private readonly listeners = new Set<() => void>();
  private readonly watchers: { close(): void }[] = [];
  private server: PreviewServer | undefined;
  private readonly content = new PreviewContent(() => this.workers);
  private shown: PreviewState = { errors: [], warnings: [] };
  /** Why the components cannot be compiled, the content folder cannot be read, and the code cannot be loaded. */
  private appOutput = '';
  private readOutput = '';
  private codeOutput = '';
  private logged = '';

  /** The files that have changed since they were last read, relative to the content folder. */
  private readonly changed = new Set<string>();
  /** The changed addresses of files in `public/`. */
  private readonly changedFiles = new Set<string>();
  /** Whether anything has changed that only reading everything shows. */
  private isUnread = true;
  private isUncompiled = true;
  /** Whether there has been a compiled app. */
  private isCompiled = false;
  /** Counts changes. */
  private changes = 0;
  /** How long it took to read everything the last time. */
  private readingMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();
  private isClosed = false;
  private compiling: Promise<void> | undefined;

  constructor(
    readonly url: string,
    private readonly assets: BrowserAssets,
    /** Worker processes with the compiled app. Replaced each time it is compiled. */
    private workers: BuildPool,
  ) {}

  /** Shows the first version. */
  async start(server: PreviewServer): Promise<void> {
    this.server = server;
    this.watch();
    const compiling = this.compile();
    await this.readAll();
    await compiling;
    if (this.readOutput) throw new UserError(this.readOutput);
    const { publication } = this.content.shown ?? {};
    if (publication) await generateTypes(publication);
    await saveKept();
    this.enqueue(() => this.warmUp());
  }

  problems(): Problems {
    return {
      errors: [
        ...parseProblems(this.codeOutput),
        ...parseProblems(this.appOutput),
        ...parseProblems(this.readOutput),
        ...this.content.errors.map(withExcerpt),
      ],
      warnings: this.content.warnings.map(withExcerpt),
    };
  }

  onUpdate(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  reportCode(output: string): void {
    this.codeOutput = output;
    this.report();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const watcher of this.watchers) watcher.close();
    clearTimeout(this.timer);
    this.server?.close();
    this.shown.site?.workers.close();
    this.workers.close();
    await saveKept();
  }

  /** Renders a page, then reads a post, because the first time takes much longer: code is loaded and compiled. */
  private async warmUp(): Promise<void> {
    const { site } = this.shown;
    const output = await site?.outputs.find('/index.html');
    // What is wrong with a page is reported when it is requested.
    if (site && output)
      await site.workers.run('render', { output, layoutProps: site.layoutProps }).catch(() => {});
    await this.content.readAgain();
  }

  private watch(): void {
    const { contentDir, publicDir } = readSettings();
    const watch = (folder: string, onChange: (path: string | null) => void) => {
      if (!existsSync(folder)) return;
      const watcher = watchFolder(folder, (path) => {
        // Ignore temporary files of editors. Not every system reports the path of the change.
        if (path?.split(sep).some(isHiddenName)) return;
        onChange(path);
        this.schedule();
      });
      this.watchers.push(watcher);
    };
    watch(contentDir, (path) => {
      if (path === null) this.isUnread = true;
      else this.changed.add(path);
    });
    watch(publicDir, (path) => {
      this.isUnread = true;
      if (path !== null) this.changedFiles.add(`/${path.split(sep).join('/')}`);
    });
    for (const folder of ['app', 'components'])
      watch(folder, () => {
        this.isUncompiled = true;
      });
  }

  private schedule(): void {
    this.changes++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.enqueue(() => this.update()), QUIET_MS);
  }

  /** Runs one step after the other. */
  private enqueue(step: () => Promise<void>): void {
    this.last = this.last.then(step).catch((error: unknown) => {
      // A step fails when its workers are closed.
      if (!this.isClosed) console.error(printableError(error));
    });
  }

  /** Shows what was saved, and checks everything later if nothing else is saved until then. */
  private async update(): Promise<void> {
    if (this.isUncompiled) void this.compile();
    const paths = [...this.changed];
    this.changed.clear();
    if (paths.length > 0 && !this.isUnread) {
      if (await this.content.update(paths)) this.show();
      else this.isUnread = true;
    } else if (paths.length === 0 && !this.isUnread) return;
    const quiet = Math.min(MAX_CHECK_AFTER_MS, Math.max(MIN_CHECK_AFTER_MS, this.readingMs));
    const pause = this.isUnread ? 0 : quiet;
    this.isUnread = true;
    const { changes } = this;
    setTimeout(() => {
      if (changes === this.changes) this.enqueue(() => this.readAll());
    }, pause);
  }

  /** Reads and checks everything, unless something else changes meanwhile. */
  private async readAll(): Promise<void> {
    const { changes } = this;
    const isStale = () => changes !== this.changes;
    const start = performance.now();
    const files = [...this.changedFiles];
    const result = await this.content.readAll(isStale).catch((error: unknown) => {
      this.readOutput = messageOf(error) ?? '';
      if (!this.readOutput) throw error;
      return 'has errors' as const;
    });
    if (result === 'stale') return;
    if (result === 'read') this.readOutput = '';
    this.isUnread = false;
    this.readingMs = performance.now() - start;
    for (const file of files) this.changedFiles.delete(file);
    if (result === 'read') this.show(files);
    else this.report();
  }

  /** Compiles the pages. Requests wait meanwhile. */
  private compile(): Promise<void> {
    this.compiling ??= this.compileOnce()
      .catch((error: unknown) => console.error(printableError(error)))
      .finally(() => {
        this.compiling = undefined;
      });
    this.server?.wait(this.compiling);
    return this.compiling;
  }

  private async compileOnce(): Promise<void> {
    this.isUncompiled = false;
    try {
      const { compiled } = await compileApp();
      // The old processes are in use until another state is shown.
      if (compiled) this.workers = newWorkers();
      this.isCompiled = true;
      this.appOutput = '';
      await saveKept();
      this.show();
    } catch (error) {
      const message = messageOf(error);
      if (message === undefined) throw error;
      this.appOutput = message;
      // The pages that were compiled last, possibly before this process.
      this.isCompiled = existsSync(compiledRecord);
      this.show();
    }
    if (this.isUncompiled) await this.compileOnce();
  }

  /** Shows the content as it is now. @param files addresses whose content has changed */
  private show(files: readonly string[] = []): void {
    const { site: last } = this.shown;
    this.shown = { site: this.siteNow() ?? last, ...this.problems() };
    this.server?.show(this.shown, files);
    // A step may be using them.
    if (last && last.workers !== this.shown.site?.workers) this.enqueue(async () => last.workers.close());
    this.announce();
  }

  /** What to show; `undefined` as long as there is no content without errors, or no compiled app. */
  private siteNow(): PreviewState['site'] {
    const { publication, catalog } = this.content.shown ?? {};
    if (!publication || !catalog || !this.isCompiled) return undefined;
    const { workers } = this;
    const outputs = new PreviewOutputs(publication, catalog, this.url, (input) =>
      workers.run('index', input),
    );
    return { outputs, layoutProps: layoutPropsOf(catalog, this.assets), workers };
  }

  private report(): void {
    this.shown = { ...this.shown, ...this.problems() };
    this.server?.report(this.shown);
    this.announce();
  }

  /** Prints errors when they change, and calls the listeners. */
  private announce(): void {
    const { errors } = this.content;
    const content = errors.length > 0 ? messageOf(new ContentErrors(errors), this.note()) : undefined;
    const message = [this.appOutput, this.readOutput, content].filter(Boolean).join('\n\n');
    if (message !== this.logged) console.error(message ? printable(message) : 'Errors fixed.');
    this.logged = message;
    for (const listener of this.listeners) listener();
  }

  private note(): string | undefined {
    return this.shown.site && 'The preview still shows the last version without errors.';
  }
}
