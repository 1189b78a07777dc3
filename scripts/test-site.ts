import { existsSync, rmSync } from 'node:fs';
import { findChromium } from '../tests/helpers/chromium';
import { freePort } from '../tests/helpers/free-port';
import { step } from '../tests/helpers/step';
import { outDir } from '../tests/site/served';
import { selectPublication } from './publication.js';

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  console.log(`Builds your publication and tests its pages: links, feeds, accessibility, page weight, and the parts that every post needs.

Usage: npm run test:site

Options:
  --help  Print this help

Example: SITE_URL=https://example.org npm run test:site`);
  process.exit();
}

await selectPublication();
// It may be that of another publication, most of whose pages a build would refuse to remove.
rmSync(outDir, { recursive: true, force: true });
step('Build your site', process.execPath, ['scripts/run.js', 'build'], { OUT_DIR: outDir });
// After the build, because it generates the content types.
if (existsSync('extensions') && !process.env.PUBLICATION_DIR)
  step('Types of your extensions', 'npx', ['tsc', '--noEmit']);
step(
  'Browser tests of your site',
  'npx',
  ['playwright', 'test', '--config', 'tests/site/playwright.config.ts'],
  {
    CHROMIUM_PATH: findChromium(),
    SITE_PORT: String(await freePort()),
  },
);
