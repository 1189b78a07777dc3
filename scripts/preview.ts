import { withLock } from '../lib/build/lock';
import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { openDesk } from '../lib/desk';
import { startPreview } from '../lib/preview';
import { isOwnHost } from '../lib/server/hosts';

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
      const { contentDir, host } = readSettings();
      const desk = openDesk(contentDir, (header) => isOwnHost(header, host));
      const preview = await startPreview(() => [desk.handle]);
      process.send?.(preview.url);
      // Why a change of the code or the configuration cannot be loaded.
      process.on('message', ({ output }: { output: string }) => preview.reportCode(output));
      await new Promise<void>((stop) => {
        for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
      });
      desk.close();
      await preview.close();
    });
  },
);
process.disconnect?.();
