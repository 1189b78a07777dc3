import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import type { Theme } from '../../lib/theme/theme';
import { freePort } from '../helpers/free-port';
import { startServer, waitForServer } from '../helpers/server';
import { isSkipped, reason } from '../helpers/slow';
import { buildWithTheme } from '../helpers/themed-site';
import { axeViolations } from './checks';
import { fontsOf } from './drawn-fonts';

const templates = ['/', '/posts/linear-memory/', '/tags/wasi/', '/subscribe/'];
const rgb = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

/** The other browser tests use the theme of the publication. `SLOW=1` tests all others. */
const files = readdirSync('themes').filter((file) => file !== 'classic.ts');

for (const file of files)
  test(`pages, drawings, cards, icons and feeds follow the theme ${file}`, async ({ browser }) => {
    test.skip(isSkipped, reason);
    test.setTimeout(600_000);
    const { theme } = (await import(`../../themes/${file}`)) as { theme: Theme };
    const { colors, fonts } = theme;
    const outDir = await buildWithTheme(file.replace(/\.ts$/, ''), 'https://example.org');
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const server = startServer('serve', outDir, port);
    try {
      await waitForServer(server, url);
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        for (const path of templates) {
          await page.goto(url + path);
          expect(await axeViolations(page), `${path}, ${colorScheme}`).toEqual([]);
          await expect(page.locator('html')).toHaveCSS('background-color', rgb(colors.paper[colorScheme]));
          await expect(page.locator(`meta[name="theme-color"][media*="${colorScheme}"]`)).toHaveAttribute(
            'content',
            colors.paper[colorScheme],
          );
          await expect
            .poll(() => fontsOf(page, 'main h1'), path)
            .toEqual([expect.stringContaining((fonts.headings ?? fonts.text).family)]);
        }
        await page.goto(url + templates[0]);
        await expect(page.locator('main .button').first()).toHaveCSS(
          'background-color',
          rgb(colors.accent[colorScheme]),
        );
        await expect(page.locator('main .button').first()).toHaveCSS('border-radius', theme.radius);
        await page.goto(url + templates[1]);
        await expect
          .poll(() => fontsOf(page, '.article > p'))
          .toContainEqual(expect.stringContaining(fonts.text.family));
        await page.goto(`${url}/feed.xml`);
        await expect(page.locator('main h1')).toHaveCSS('color', rgb(colors.ink[colorScheme]));
        await context.close();
      }
      const post = readFileSync(join(outDir, 'posts/linear-memory/index.html'), 'utf8');
      const drawing = /\/media\/\w+\/layout\.svg/.exec(post)?.[0] ?? '';
      for (const address of ['/icon.svg', drawing]) {
        const svg = await (await fetch(url + address)).text();
        for (const color of Object.values(colors.accent)) expect(svg, address).toContain(color);
      }
      // The corner of a card has the color of paper, and some of its pixels have the accent color.
      const { data, info } = await sharp(join(outDir, 'og.png'))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const pixels = new Set<string>();
      for (let at = 0; at < info.width * info.height; at++)
        pixels.add(data.subarray(at * 3, at * 3 + 3).toString('hex'));
      expect(`#${data.subarray(0, 3).toString('hex')}`).toBe(colors.paper.light);
      expect(pixels).toContain(colors.accent.light.slice(1));
    } finally {
      server.kill();
      await once(server, 'exit');
    }
  });
