import { join } from 'node:path';
import { cliOf, run } from '../lib/command';
import { withLock } from '../lib/lock';
import { main } from '../lib/main';
import { prepare, readContent } from '../lib/prepare';
import { readSettings } from '../lib/settings';
import { workDir } from '../lib/work';

await main(async () => {
  const started = performance.now();
  const { outDir } = readSettings();
  const publication = await readContent(false);
  const { pages, files, bytes, heaviest } = await withLock(async () => {
    await prepare(publication);
    await run(cliOf('next', 'next'), ['build'], {
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    // Its modules read the index that `prepare` has just made, so they are loaded only now.
    const { publish } = await import('../lib/publish');
    return publish(publication, {
      exportDir: join(workDir, 'export'),
      assetDir: join(workDir, 'assets'),
      publicDir: 'public',
      cardDir: join(workDir, 'cache/cards'),
      outDir,
    });
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${pages} pages, ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${outDir}; the heaviest page is ${heaviest.path} with ${(heaviest.bytes / 1000).toFixed(0)} KB. ${seconds} s`,
  );
}, 'Nothing was printed; the last site is as it was.');
