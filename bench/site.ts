import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../tests/helpers/chromium';
import { siteUrl } from './contestants';
import { buildTime } from './corpus';
import { type Measurement, measure } from './measure';
import { copyProject } from './workspace';

/**
 * Builds a publication with a copy of the checkout.
 *
 * @param work the benchmark's working directory
 * @returns the measurements of the build
 */
export async function print(work: string, contentDir: string, outDir: string): Promise<Measurement> {
  const folder = join(work, 'letterpress');
  await copyProject(folder);
  const env = { CONTENT_DIR: contentDir, OUT_DIR: outDir, SITE_URL: siteUrl, BUILD_TIME: buildTime };
  return measure(
    { file: 'npm', args: ['run', 'build', '--', '--yes'], cwd: folder, env },
    join(work, 'build.log'),
  );
}

/**
 * Serves a built site like `npm run serve`, and calls `look` with a browser and the site's URL.
 *
 * @returns the result of `look`
 */
export async function browse<Seen>(
  outDir: string,
  look: (browser: Browser, address: string) => Promise<Seen>,
): Promise<Seen> {
  const port = 4390;
  const address = `http://localhost:${port}`;
  const server = spawn(process.execPath, ['scripts/run.js', 'serve'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, OUT_DIR: outDir, PORT: String(port) },
    stdio: 'ignore',
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const isUp = () =>
      fetch(address).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isUp())) await wait(200);
    return await look(browser, address);
  } finally {
    await browser.close();
    server.kill();
  }
}
