import { withLock } from '../lib/build/lock';
import { main } from '../lib/cli/main';
import { startPreview } from '../lib/preview';

// `scripts/dev.ts` has ended.
process.on('disconnect', () => process.exit());
await main(
  {
    forms: ['dev'],
    summary: 'Serves the preview until it gets a signal to stop. scripts/dev.ts runs and restarts it.',
    options: { check: { type: 'boolean', help: 'Only check the code and the configuration' } },
    environment: ['SITE_URL', 'CONTENT_DIR', 'BUILD_TIME', 'HOST', 'PORT'],
    example: 'npm run dev',
  },
  // With `--check`, the configuration has been checked when this runs.
  async ({ values }) => {
    if (values.check) return;
    await withLock(async () => {
      const { url, close } = await startPreview();
      process.send?.(url);
      await new Promise<void>((stop) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
      });
      close();
    });
  },
);
process.disconnect?.();
