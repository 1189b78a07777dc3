import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { cliOf } from '../lib/command';
import { withLock } from '../lib/lock';
import { main } from '../lib/main';
import { prepare, readContent } from '../lib/prepare';
import { readSettings } from '../lib/settings';

/** How long files must be quiet before they are read, in milliseconds: editors write in bursts. */
const quiet = 40;

const refresh = async () => prepare(await readContent(true));

await main(() =>
  withLock(async () => {
    const { contentDir, host, port } = readSettings();
    // Without an index there is nothing to show; after that, a mistake leaves the last one on screen.
    await refresh();
    const next = spawn(
      process.execPath,
      [cliOf('next', 'next'), 'dev', '--port', String(port), '--hostname', host],
      { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } },
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => next.kill(signal));

    let timer: NodeJS.Timeout | undefined;
    let last = Promise.resolve();
    const watcher = watch(contentDir, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = last.then(() => main(refresh)).catch((error: unknown) => console.error(error));
      }, quiet);
    });
    await once(next, 'exit');
    watcher.close();
    clearTimeout(timer);
    process.exitCode = next.exitCode ?? 0;
  }),
);
