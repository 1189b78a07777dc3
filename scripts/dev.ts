import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { theme } from '@/theme.config';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { ownFontFiles } from '../lib/theme/theme';

/** Code that the preview itself runs. A change restarts the preview. */
const code = ['lib', 'scripts', 'contentlayer.config.ts', 'next.config.js', 'tailwind.config.ts'];

/** Milliseconds without another change before the preview restarts. */
const QUIET_MS = 100;

await main(
  {
    forms: ['dev'],
    summary:
      'Starts a live preview, including drafts and scheduled posts. It restarts when its own code changes.',
    environment: ['SITE_URL', 'CONTENT_DIR', 'BUILD_TIME', 'HOST', 'PORT'],
    example: 'PORT=4000 npm run dev',
  },
  async () => {
    const { publicationDir } = readSettings();
    let child: ChildProcess | undefined;
    let isReady = false;
    let isStopping = false;

    const start = () => {
      const started = fork(resolve('scripts/run.js'), ['preview'], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child = started;
      started.once('message', (url) => {
        console.log(isReady ? 'Restarted.' : `Preview with drafts: ${url}`);
        isReady = true;
      });
      started.once('exit', (status) => {
        if (child !== started) return;
        child = undefined;
        // If the first start fails, give up. Later, wait for a change that fixes the code.
        if (isStopping || !isReady) process.exit(status ?? 1);
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
        last = last.then(stop).then(start);
      }, QUIET_MS);
    };
    const fonts = process.env.PUBLICATION_DIR ? [] : ownFontFiles(theme);
    for (const path of [...code, ...fonts].filter((path) => existsSync(path)))
      watch(path, { recursive: true }, restart);
    const extensions = join(publicationDir, 'extensions');
    let extensionWatcher: FSWatcher | undefined;
    /** The folder may be created, deleted or replaced, for example by a change of branch. */
    const watchExtensions = () => {
      extensionWatcher?.close();
      extensionWatcher = existsSync(extensions)
        ? watch(extensions, { recursive: true }, restart).on('error', () => {})
        : undefined;
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
    start();
  },
);
