import { readdirSync } from 'node:fs';
import { mainSite, strangeSite } from '../tests/e2e/sites';
import { findChromium } from '../tests/helpers/chromium';
import { installNode, nodeVersions, pathWith, testsOfEachVersion } from '../tests/helpers/node-versions';
import { writePublication } from '../tests/helpers/publication';
import { step, stepsAtOnce } from '../tests/helpers/step';
import { strangeFiles } from '../tests/helpers/strange';

/**
 * Everything that must hold, in the order in which it is cheapest to learn that it does not.
 * Arguments go to Playwright: `npm test -- theme` runs the browser tests of that name alone.
 */
const only = process.argv.slice(2);

if (only.length === 0) {
  step('Lint', 'npx', ['biome', 'check']);
  for (const range of nodeVersions) {
    const binary = installNode(range);
    step(`Node.js ${range}`, binary, ['--import', 'tsx', 'scripts/test-build.ts'], pathWith(binary));
  }
  // The builds have made the types of the content.
  step('Types', 'npx', ['tsc', '--noEmit']);
  const filesIn = (folder: string) => readdirSync(folder).map((name) => `${folder}/${name}`);
  const test = ['--import', 'tsx', '--test', '--test-reporter=spec'];
  // Those that build take turns, as builds of one checkout do; the others run beside them.
  const builds = filesIn('tests/build').filter((file) => !testsOfEachVersion.includes(file));
  await stepsAtOnce([
    ['Tests of the build', process.execPath, [...test, '--test-concurrency=1', ...builds]],
    ['Unit tests', process.execPath, [...test, '--test-concurrency=1', ...filesIn('tests/unit')]],
  ]);
}
const CONTENT_DIR = await writePublication(await strangeFiles());
step('Build of the strange publication', process.execPath, ['scripts/run.js', 'build'], {
  CONTENT_DIR,
  OUT_DIR: '.letterpress/test/strange',
  SITE_URL: strangeSite,
  BUILD_TIME: '2026-11-23T00:00:00Z',
});
// Last, so that what is left behind is the publication's own index and site.
step('Build of the publication', process.execPath, ['scripts/run.js', 'build'], { SITE_URL: mainSite });
step('Browser tests', 'npx', ['playwright', 'test', ...only], { CHROMIUM_PATH: findChromium() });
