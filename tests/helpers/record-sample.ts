import { writeFileSync } from 'node:fs';
import { hashesOf } from '../../lib/init/sample';

/** Records the files of Linear Memory, so that `npm run init` recognizes them: `npx tsx tests/helpers/record-sample.ts`. */
writeFileSync('lib/init/sample.json', `${JSON.stringify(hashesOf('.'), null, 2)}\n`);
