import { build } from '../lib/build';
import { main } from '../lib/main';
import { summaryLines } from '../lib/progress';

await main(async () => {
  const summary = await build();
  console.log(process.argv.includes('--json') ? JSON.stringify(summary) : summaryLines(summary));
}, 'Nothing was printed; the last site is as it was.');
