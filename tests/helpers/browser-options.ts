import type { PlaywrightTestConfig } from '@playwright/test';

/** The options of all browser tests. */
export const browserOptions: PlaywrightTestConfig = {
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
};
