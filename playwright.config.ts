import { defineConfig } from '@playwright/test';
import { ports } from './tests/e2e/sites';

/** What serves the sites: `serve`, as `npm run serve` does, `nginx` or `caddy`. */
const server = process.env.SERVER ?? 'serve';

/** The browser tests, on the built sites. `scripts/test.ts` builds them first. */
export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  workers: 2,
  // Limits for what hangs; a busy machine takes several times what an idle one does.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'dot' : 'list',
  use: {
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
    { command: `tsx tests/e2e/server.ts ${server} out ${ports.main}`, port: ports.main },
    {
      command: `tsx tests/e2e/server.ts ${server} .letterpress/test/strange ${ports.strange}`,
      port: ports.strange,
    },
  ],
});
