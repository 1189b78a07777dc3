import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../tests/helpers/chromium';
import { freePort } from '../tests/helpers/free-port';
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
export async function buildSite(work: string, contentDir: string, outDir: string): Promise<Measurement> {
  const folder = join(work, 'letterpress');
  await copyProject(folder);
  const env = { CONTENT_DIR: contentDir, OUT_DIR: outDir, SITE_URL: siteUrl, BUILD_TIME: buildTime };
  return measure(
    { file: 'npm', args: ['run', 'build', '--', '--yes'], cwd: folder, env },
    join(work, 'build.log'),
  );
}

/**
 * Serves a built site with `npm run serve`, and calls `use` with a browser and the site's URL.
 *
 * @returns the result of `use`
 */
export async function withSite<Result>(
  outDir: string,
  use: (browser: Browser, address: string) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
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
    return await use(browser, address);
  } finally {
    await browser.close();
    server.kill();
  }
}
