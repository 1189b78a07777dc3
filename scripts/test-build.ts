import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { selectFixture } from '../tests/helpers/fixture-publication.js';
import { testsForEveryVersion } from '../tests/helpers/node-versions';
import { fail, step } from '../tests/helpers/step';

/** Builds without a cache and runs the build tests, with the current version of Node.js. */
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
step(`${on}: build tests`, process.execPath, [
  '--import',
  './tests/setup.js',
  '--test',
  // Only one build at a time can run in a checkout.
  '--test-concurrency=1',
  '--test-reporter=spec',
  ...testsForEveryVersion,
]);
