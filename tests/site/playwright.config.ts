import { defineConfig } from '@playwright/test';
import { browserOptions } from '../helpers/browser-options';
import { outDir, port } from './served';

/** The browser tests of the owner's site. `scripts/test-site.ts` builds it and runs them. */
export default defineConfig(browserOptions, {
  testDir: '.',
  webServer: { command: `tsx tests/e2e/server.ts serve ${outDir} ${port}`, port, cwd: '../..' },
});
