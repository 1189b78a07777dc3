import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const installed = [
  // Chromium without windows, which takes half the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds Chromium for the browser tests, or installs it. Tries `CHROMIUM_PATH`, an installed browser,
 * Playwright's, and Debian's package if this process may install it.
 *
 * @returns the path of the browser
 * @throws {Error} with instructions, if there is none
 */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH: no such file: ${given}`);
  }
  const findPath = () => [...installed, chromium.executablePath()].find((path) => existsSync(path));
  for (const install of [
    () => {},
    () => attempt('npx', ['playwright', 'install', 'chromium']),
    installPackage,
  ]) {
    install();
    const path = findPath();
    if (path !== undefined) return path;
  }
  throw new Error(
    'The browser tests require Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}

function installPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  attempt('apt-get', ['update']);
  attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
}

function attempt(command: string, args: string[]) {
  console.log(`No Chromium found. Trying: ${command} ${args.join(' ')}`);
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], timeout: 240_000 });
  } catch {
    // Try the next way. If all fail, `findChromium` throws an error with instructions.
  }
}
