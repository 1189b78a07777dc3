import { main } from '../lib/main';
import { readContent } from '../lib/prepare';

await main(async () => {
  const { entries } = await readContent(false);
  console.log(`${entries.length} ${entries.length === 1 ? 'document' : 'documents'}, no errors.`);
});
