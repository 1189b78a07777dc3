import { main } from '../lib/main';
import { readContent } from '../lib/prepare';
import { Pool } from '../lib/workers/pool';

await main(async () => {
  const readers = new Pool({});
  const { entries } = await readContent(false, readers).finally(() => readers.close());
  console.log(`${entries.length} ${entries.length === 1 ? 'document' : 'documents'}, no errors.`);
});
