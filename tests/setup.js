/** Prepares a process for tests in TypeScript: `node --import ./tests/setup.js --test FILE`. */
import { selectFixture } from './helpers/fixture-publication.js';

await selectFixture();
await import('tsx');
