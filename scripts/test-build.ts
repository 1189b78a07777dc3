import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { selectFixture } from '../tests/helpers/fixture-publication.js';
import { fail } from '../tests/helpers/step';

if (process.argv.includes('--help')) {
  console.log(
    'Builds the sample publication without a cache, and fails on a warning.\n\nUsage: npm run test:build',
  );
  process.exit();
}

/** Builds without a cache, with the current version of Node.js. */
const on = `Node.js ${process.versions.node}`;

rmSync(await selectFixture(), { recursive: true });
await selectFixture();
console.log(`\n${on}: build without a cache`);
const { status, stderr } = spawnSync(process.execPath, ['scripts/run.js', 'build'], {
  stdio: ['ignore', 'inherit', 'pipe'],
  encoding: 'utf8',
});
if (status !== 0) fail(`${on}: build without a cache`, stderr);
if (stderr) fail(`${on}: build without warnings`, stderr);
