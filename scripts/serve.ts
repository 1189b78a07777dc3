import { parseArgs } from 'node:util';
import { main } from '../lib/main';
import { serve } from '../lib/serve';
import { readSettings } from '../lib/settings';
import { basePath } from '../lib/site';

await main(async () => {
  parseArgs();
  const { outDir, host, port } = readSettings();
  const server = await serve({ outDir, basePath, host, port });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
  console.log(`Serving ${outDir} on ${server.url}${basePath}${basePath && '/'}`);
});
