import { formatErrors } from '../lib/content/errors';
import { main } from '../lib/main';
import { readContent } from '../lib/prepare';
import { Pool } from '../lib/workers/pool';

await main(async () => {
  const readers = new Pool({});
  const { entries, warnings } = await readContent(false, readers).finally(() => readers.close());
  if (warnings.length > 0) console.warn(`${formatErrors(warnings)}\n`);
  const also =
    warnings.length === 0 ? '' : `, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
  console.log(`${entries.length} ${entries.length === 1 ? 'document' : 'documents'}, no errors${also}.`);
});
