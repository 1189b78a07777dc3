import { defineConfig } from '@playwright/test';
import { ports, strangeOutDir } from './tests/e2e/sites';
import { browserOptions } from './tests/helpers/browser-options';
import { mainOutDir, selectFixture } from './tests/helpers/fixture-publication.js';

await selectFixture();

/** What serves the sites: `serve`, as `npm run serve` does, `nginx` or `caddy`. */
const server = process.env.SERVER ?? 'serve';

/** The browser tests of the engine, on built sites. `scripts/test.ts` builds them first. */
export default defineConfig(browserOptions, {
  testDir: 'tests/e2e',
  tsconfig: process.env.TSX_TSCONFIG_PATH,
  webServer: [
    { command: `tsx tests/e2e/server.ts ${server} ${mainOutDir} ${ports.main}`, port: ports.main },
    { command: `tsx tests/e2e/server.ts ${server} ${strangeOutDir} ${ports.strange}`, port: ports.strange },
  ],
});
