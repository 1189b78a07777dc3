import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { testsOfEachVersion } from '../tests/helpers/node-versions';
import { fail, step } from '../tests/helpers/step';

/** Builds from nothing and runs the tests of the build, on the Node that runs this. */
const on = `Node.js ${process.versions.node}`;

for (const folder of ['.letterpress', '.contentlayer']) rmSync(folder, { recursive: true, force: true });
console.log(`\n${on}: build from nothing`);
const { status, stderr } = spawnSync(process.execPath, ['scripts/run.js', 'build'], {
  stdio: ['ignore', 'inherit', 'pipe'],
  encoding: 'utf8',
});
if (status !== 0) fail(`${on}: build from nothing`, stderr);
if (stderr) fail(`${on}: build without a warning`, stderr);
step(`${on}: tests of the build`, process.execPath, [
  '--import',
  'tsx',
  '--test',
  // Builds of one checkout take turns.
  '--test-concurrency=1',
  '--test-reporter=spec',
  ...testsOfEachVersion,
]);
