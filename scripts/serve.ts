import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import { basePath } from '../lib/config/site';
import { serve } from '../lib/server/index';

await main(
  {
    forms: ['serve'],
    summary: 'Serves the site in out/.',
    environment: ['BASE_PATH', 'OUT_DIR', 'HOST', 'PORT'],
    example: 'PORT=8080 npm run serve',
  },
  async () => {
    const { outDir, host, port } = readSettings();
    const server = await serve({ outDir, basePath, host, port });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
    console.log(`Serving ${outDir} at ${server.url}${basePath}${basePath && '/'}`);
  },
);
