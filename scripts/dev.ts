import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { theme } from '@/theme.config';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { ownFontFiles } from '../lib/theme/theme';
import { watchFolder } from '../lib/util/watch-folder';

/** Code that the preview itself runs. A change restarts the preview. */
const code = ['lib', 'scripts', 'contentlayer.config.ts', 'next.config.js', 'tailwind.config.ts'];

/** Milliseconds without another change before the preview restarts. */
const QUIET_MS = 100;

/** Milliseconds. A preview that ends sooner would end again. */
const MIN_RUN_MS = 5000;

await main(
  {
    forms: ['dev'],
    summary:
      'Starts a live preview, including drafts and scheduled posts. It restarts when its own code changes.',
    environment: ['SITE_URL', 'CONTENT_DIR', 'BUILD_TIME', 'HOST', 'PORT'],
    example: 'PORT=4000 npm run dev',
    isCheckedLater: true,
  },
  async () => {
    const { publicationDir } = readSettings();
    let child: ChildProcess | undefined;
    let isReady = false;
    let isStopping = false;

    /** Why the code and the configuration cannot be loaded; `''` if they can. */
    const whatIsWrong = async () => {
      const checking = fork(resolve('scripts/run.js'), ['preview', '--check'], {
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      });
      let output = '';
      checking.stderr?.on('data', (chunk) => {
        output += String(chunk);
      });
      const [status] = await once(checking, 'close');
      if (status === 0) return '';
      return output || `The code cannot be loaded (exit code ${status}).`;
    };
    const start = () => {
      const startedAt = Date.now();
      const started = fork(resolve('scripts/run.js'), ['preview'], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child = started;
      started.once('message', (url) => {
        console.log(isReady ? 'Restarted.' : `Preview with drafts: ${url}`);
        if (!isReady) watchFonts();
        isReady = true;
      });
      started.once('exit', (status) => {
        if (child !== started) return;
        child = undefined;
        // If the first start fails, give up. Later, wait for a change that fixes the code.
        if (isStopping || !isReady) process.exit(status ?? 1);
        if (Date.now() - startedAt < MIN_RUN_MS) return;
        console.error('The preview has stopped and is restarting.');
        start();
      });
    };
    const stop = async () => {
      const running = child;
      child = undefined;
      if (!running || running.exitCode !== null) return;
      running.kill();
      await once(running, 'exit');
    };

    let timer: NodeJS.Timeout | undefined;
    let last: Promise<void> = Promise.resolve();
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = last.then(async () => {
          // Otherwise, a mistake in the configuration would take the preview down.
          const output = child ? await whatIsWrong() : '';
          if (output) {
            console.error(`${output.trimEnd()}\n\nThe preview still runs as it was before this change.`);
            child?.send({ output });
            return;
          }
          await stop();
          start();
        });
      }, QUIET_MS);
    };
    /** The theme is known to be valid when the preview is ready. */
    const watchFonts = () => {
      const fonts = process.env.PUBLICATION_DIR ? [] : ownFontFiles(theme);
      for (const path of fonts.filter((path) => existsSync(path))) watchFolder(path, restart);
    };
    start();
    for (const path of code.filter((path) => existsSync(path))) watchFolder(path, restart);
    const extensions = join(publicationDir, 'extensions');
    let extensionWatcher: { close(): void } | undefined;
    /** The folder may be created, deleted or replaced, for example by a change of branch. */
    const watchExtensions = () => {
      extensionWatcher?.close();
      extensionWatcher = existsSync(extensions) ? watchFolder(extensions, restart) : undefined;
    };
    watchExtensions();
    // The configuration and the theme, and what they import. Each may be created later.
    watch(publicationDir, (_event, name) => {
      if (name === 'extensions') {
        watchExtensions();
        restart();
      }
      if (name && /^[\w.-]+\.(?:ts|json)$/.test(name) && name !== 'next-env.d.ts') restart();
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        isStopping = true;
        void stop().then(() => process.exit(0));
      });
  },
);
