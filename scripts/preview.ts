import { parseArgs } from 'node:util';
import { withLock } from '../lib/build/lock';
import { main } from '../lib/cli/main';
import { startPreview } from '../lib/preview';

/** Serves the preview until it gets a signal to stop. `scripts/dev.ts` restarts it when code changes. */
process.on('disconnect', () => process.exit());
await main(() =>
  withLock(async () => {
    parseArgs();
    const { url, close } = await startPreview();
    process.send?.(url);
    await new Promise<void>((stop) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
    });
    close();
  }),
);
process.disconnect?.();
