import { readdirSync } from 'node:fs';
import { mainSite, strangeOutDir, strangeSite } from '../tests/e2e/sites';
import { findChromium } from '../tests/helpers/chromium';
import { ownerVariables } from '../tests/helpers/fixture-publication.js';
import { freePorts } from '../tests/helpers/free-port';
import { installNode, nodeVersions, pathWith } from '../tests/helpers/node-versions';
import { writePublication } from '../tests/helpers/publication';
import { isSkipped } from '../tests/helpers/slow';
import { step, stepsInParallel } from '../tests/helpers/step';
import { strangeFiles } from '../tests/helpers/strange';

/** Arguments for Playwright, such as part of a file name; all tests run if empty. */
const only = process.argv.slice(2);
if (only.includes('--help') || only.includes('-h')) {
  console.log(`Runs the engine's tests, on the publications in tests/, then those of your own site. SLOW=1 includes those that take long, except tests/slow/. With arguments, runs only browser tests of the engine; Playwright gets the arguments.

Usage: npm test
       npm test -- FILTER…

Example: npm test -- theme`);
  process.exit();
}

if (only.length === 0) {
  step('Lint', 'npx', ['biome', 'check']);
  const isEnd = (range: string) => range === nodeVersions.at(0) || range === nodeVersions.at(-1);
  for (const range of nodeVersions.filter((each) => !isSkipped || isEnd(each))) {
    const binary = installNode(range);
    step(
      `Node.js ${range}`,
      binary,
      ['--import', './tests/setup.js', 'scripts/test-build.ts'],
      pathWith(binary),
    );
  }
  // After the builds, because they generate the content types.
  step('Types', 'npx', ['tsc', '--noEmit', '--project', String(process.env.TSX_TSCONFIG_PATH)]);
  const filesIn = (folder: string) => readdirSync(folder).map((name) => `${folder}/${name}`);
  const test = ['--import', './tests/setup.js', '--test', '--test-reporter=spec'];
  // Build tests run one at a time, because only one build can run in a checkout. Unit tests run at the same time.
  await stepsInParallel([
    ['Build tests', process.execPath, [...test, '--test-concurrency=1', ...filesIn('tests/build')]],
    ['Unit tests', process.execPath, [...test, '--test-concurrency=1', ...filesIn('tests/unit')]],
  ]);
}
// Two checkouts can be tested at once.
process.env.TEST_PORT ||= String(await freePorts(3));
const CONTENT_DIR = await writePublication(await strangeFiles());
step('Build the strange publication', process.execPath, ['scripts/run.js', 'build'], {
  CONTENT_DIR,
  OUT_DIR: strangeOutDir,
  SITE_URL: strangeSite,
  BUILD_TIME: '2026-11-23T00:00:00Z',
});
step('Build the publication', process.execPath, ['scripts/run.js', 'build'], { SITE_URL: mainSite });
step('Browser tests', 'npx', ['playwright', 'test', ...only], { CHROMIUM_PATH: findChromium() });
if (only.length === 0) {
  step('Your site', 'npm', ['run', '--silent', 'test:site'], ownerVariables);
}
