import { spawn } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import { cliOf } from '../lib/command';
import { main } from '../lib/main';
import { prepare } from '../lib/prepare';
import { readSettings } from '../lib/settings';

/** How long files must be quiet before they are read, in milliseconds: editors write in bursts. */
const quiet = 40;

process.env.LETTERPRESS_PREVIEW = '1';

await main(async () => {
  const { contentDir, host, port } = readSettings();
  // Without an index there is nothing to show; after that, a mistake leaves the last one on screen.
  await prepare();
  const next = spawn(
    process.execPath,
    [cliOf('next', 'next'), 'dev', '--port', String(port), '--hostname', host],
    { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } },
  );
  next.on('exit', (code) => process.exit(code ?? 0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => next.kill(signal));

  let running: Promise<void> | undefined;
  let again = false;
  const refresh = async () => {
    if (running) {
      again = true;
      return;
    }
    running = main(async () => void (await prepare()));
    await running;
    running = undefined;
    process.exitCode = 0;
    if (again) {
      again = false;
      await refresh();
    }
  };
  let timer: NodeJS.Timeout | undefined;
  mkdirSync(contentDir, { recursive: true });
  watch(contentDir, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), quiet);
  });
});
