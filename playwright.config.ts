import { defineConfig } from '@playwright/test';
import { ports } from './tests/e2e/sites';

/** The browser tests, on the printed sites as `npm run serve` serves them. `scripts/test.ts` prints them first. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'dot' : 'list',
  use: {
    baseURL: `http://localhost:${ports.main}`,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        // Chromium as root refuses to start with its sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: [
    {
      command: 'node scripts/run.js serve',
      port: ports.main,
      env: { PORT: String(ports.main), OUT_DIR: 'out' },
    },
    {
      command: 'node scripts/run.js serve',
      port: ports.strange,
      env: { PORT: String(ports.strange), OUT_DIR: '.letterpress/test/strange' },
    },
  ],
});
