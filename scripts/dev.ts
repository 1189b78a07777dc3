import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { bundleBrowserModules } from '../lib/browser/bundle';
import { cliOf } from '../lib/command';
import { withLock } from '../lib/lock';
import { main } from '../lib/main';
import { prepare, readContent } from '../lib/prepare';
import { writePreview } from '../lib/press/preview-file';
import { listen } from '../lib/serve';
import { readSettings } from '../lib/settings';
import { Pool } from '../lib/workers/pool';

/** How long files must be quiet before they are read, in milliseconds: editors write in bursts. */
const quiet = 40;

let mistaken = false;
const readers = new Pool({});

/** Brings the preview up to the files; mistakes are told, and leave it as it was. */
async function refresh(): Promise<void> {
  const before = mistaken;
  mistaken = true;
  await main(async () => {
    const publication = await readContent(true, readers);
    const { recommended } = await prepare(publication, true);
    await writePreview(publication, recommended);
    mistaken = false;
    if (before) console.log('Mended.');
  }, 'The preview stays as it was.');
}

await main(() =>
  withLock(async () => {
    parseArgs();
    const { contentDir, host, port } = readSettings();
    // Next would tell of a taken port in its own words.
    const probe = createServer();
    await listen(probe, host, port);
    probe.close();

    await bundleBrowserModules();
    let timer: NodeJS.Timeout | undefined;
    let last = refresh();
    const watcher = watch(contentDir, { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = last.then(refresh).catch((error: unknown) => console.error(error));
      }, quiet);
    });
    // There is nothing to show before the files have been right once.
    for (await last; mistaken; await last)
      await once(watcher, 'change').then(() => new Promise((done) => setTimeout(done, 2 * quiet)));

    const next = spawn(
      process.execPath,
      [cliOf('next', 'next'), 'dev', '--port', String(port), '--hostname', host],
      { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } },
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => next.kill(signal));
    await once(next, 'exit');
    watcher.close();
    readers.close();
    clearTimeout(timer);
    process.exitCode = next.exitCode ?? 0;
  }),
);
