import { expect, type Locator, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { axeViolations } from './checks';
import { mainUrl, strangeUrl } from './sites';

const article = `${mainUrl}/posts/capabilities-not-permissions/`;
const pictures = `${strangeUrl}/posts/pictures/`;

async function expectNoViolations(page: Page) {
  for (const media of [
    { colorScheme: 'light' },
    { colorScheme: 'dark' },
    { colorScheme: 'dark', contrast: 'more' },
  ] as const) {
    await page.emulateMedia(media);
    expect(await axeViolations(page), JSON.stringify(media)).toEqual([]);
  }
}

test.describe('axe finds nothing', () => {
  test('in an article', async ({ page }) => {
    await page.goto(article);
    await expectNoViolations(page);
  });

  test('in a search without results, and in one whose index cannot be loaded', async ({ page }) => {
    await page.goto(`${mainUrl}/search/`);
    await page.getByRole('searchbox').fill('xyzzy');
    await expect(page.getByRole('status')).toContainText('No results');
    await expectNoViolations(page);
    await page.route('**/search/words/**', (route) => route.abort());
    await page.getByRole('searchbox').fill('linear');
    await expect(page.getByRole('status')).toContainText('Search is unavailable');
    await expectNoViolations(page);
  });

  test('in search results with filters', async ({ page }) => {
    await page.goto(`${mainUrl}/search/?q=memory`);
    await expect(page.locator('search ol mark').first()).toBeVisible();
    await expectNoViolations(page);
  });

  test('around an open picture', async ({ page }) => {
    await page.goto(pictures);
    await page.getByRole('link', { name: 'Hills under a sky' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoViolations(page);
  });

  test('in an open footnote on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(article);
    await page.locator('[data-note="1"]').click();
    await expect(page.locator('.footnotes li').first()).toBeInViewport();
    await expectNoViolations(page);
  });

  test('in an article with larger text, line numbers and a link to where the reader stopped', async ({
    page,
  }) => {
    await page.goto(article);
    await page.getByRole('button', { name: 'Text size' }).click();
    await page.getByRole('button', { name: 'Larger text' }).click();
    const code = page.locator('figure.code').first();
    await code.hover();
    await code.getByRole('button', { name: 'Lines' }).click();
    await page.locator('.article h2').nth(2).scrollIntoViewIfNeeded();
    await page.goto(`${mainUrl}/about/`);
    await page.goto(article);
    await expect(page.getByRole('link', { name: /^Continue reading at/ })).toBeVisible();
    await expectNoViolations(page);
  });
});

/** The contrast (WCAG 2.2) of the lightest and the darkest pixel of an element, as the browser paints it. */
async function contrastWithin(element: Locator): Promise<number> {
  const { data } = await sharp(await element.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const channel = (at: number) => {
    const value = (data[at] ?? 0) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  let [darkest, lightest] = [1, 0];
  for (let at = 0; at < data.length; at += 3) {
    const luminance = 0.2126 * channel(at) + 0.7152 * channel(at + 1) + 0.0722 * channel(at + 2);
    darkest = Math.min(darkest, luminance);
    lightest = Math.max(lightest, luminance);
  }
  return (lightest + 0.05) / (darkest + 0.05);
}

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(`in ${colorScheme} forced colors`, () => {
    const listing = `${mainUrl}/posts/reading-a-wasm-binary/#code-1-L3`;
    test.use({ colorScheme, contextOptions: { forcedColors: 'active' } });

    test('marked words are legible', async ({ page }) => {
      const marks = page.locator('main mark');
      for (const url of [`${mainUrl}/search/?q=preopened+directory`, listing]) {
        await page.goto(url);
        await expect(marks.first()).toBeVisible();
        for (const mark of await marks.all())
          await expect.poll(() => contrastWithin(mark)).toBeGreaterThanOrEqual(4.5);
      }
    });

    for (const [what, name, around] of [
      ['a highlighted line', 'highlighted', 'figure.code:has(.highlighted)'],
      ['a linked line', 'linked', 'figure.code:has(.linked)'],
    ] as const)
      test(`${what} looks different from others`, async ({ page }) => {
        await page.goto(listing);
        const block = await page.locator(around).first().elementHandle();
        await block?.scrollIntoViewIfNeeded();
        const lines = await page.locator(`.${name}`).elementHandles();
        const mark = async (isMarked: boolean) => {
          for (const line of lines)
            await line.evaluate(
              (element, [name, isMarked]) => (element as Element).classList.toggle(name, isMarked),
              [name, isMarked] as const,
            );
          // The second frame is drawn after the first one is on the screen.
          await page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
          );
          return block?.screenshot();
        };
        // A busy machine may not have painted the page yet.
        await expect(async () => {
          const [plain, marked] = [await mark(false), await mark(true)];
          expect(plain && marked?.equals(plain)).toBe(false);
        }).toPass();
      });

    test('a drawing without a background stays on white', async ({ page }) => {
      await page.goto(pictures);
      await expect(page.locator('.on-paper').first()).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    });
  });

test.describe('a screen reader', () => {
  test('announces the navigation, and buttons by what they do', async ({ page }) => {
    await page.goto(article);
    await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
      - banner:
        - link "Linear Memory"
        - navigation "Main":
          - list:
            - listitem:
              - link "Archive"
            - listitem:
              - link "Topics"
            - listitem:
              - link "About"
            - listitem:
              - link "Search"
            - listitem:
              - link "Subscribe"
        - button "Text size"
        - button "Dark mode"
    `);
    const size = page.getByRole('button', { name: 'Text size' });
    await size.focus();
    await page.keyboard.press('Enter');
    // The smallest size is one step away, so all three buttons can be reached.
    for (const name of ['Smaller text', '100%', 'Larger text']) {
      await page.keyboard.press('Tab');
      await expect(page.getByRole('button', { name })).toBeFocused();
    }
    await page.keyboard.press('Escape');
    await expect(size).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Dark mode', pressed: false })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Dark mode', pressed: true })).toBeFocused();
  });

  test('follows a link to a footnote and back with the keyboard', async ({ page }) => {
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(article);
      const reference = page.locator('[data-note="1"]');
      await reference.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      // The first link in the footnote, or the link back.
      expect(
        await page.evaluate(() => document.activeElement?.closest('.footnotes li')?.matches(':first-child')),
        String(width),
      ).toBe(true);
      const back = page.locator('.footnotes li').first().getByRole('link', { name: 'Back to reference 1' });
      await back.focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await expect(reference).toBeFocused();
    }
  });

  test('announces what a picture shows, small and large', async ({ page }) => {
    await page.goto(pictures);
    await page.getByRole('link', { name: 'Hills under a sky' }).press('Enter');
    await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
      - dialog "Hills under a sky":
        - paragraph:
          - button "Zoom out"
          - button "Zoom in"
          - button "Close"
        - img "Hills under a sky"
    `);
  });

  test('announces headings without skipping a level', async ({ page }) => {
    for (const path of [
      article,
      ...['/posts/reading-a-wasm-binary/', '/', '/archive/'].map((path) => mainUrl + path),
    ]) {
      await page.goto(path);
      const levels = await page
        .locator('h1, h2, h3, h4, h5, h6')
        .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
      expect(levels[0], path).toBe(1);
      for (const [at, level] of levels.entries())
        expect(level, path).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1);
    }
  });
});

test('nothing is cut off at twice the text size, on a screen of any width', async ({ playwright }) => {
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {};
  // This is the setting of the browser, which media queries follow.
  const browser = await playwright.chromium.launch({
    executablePath,
    args: [...args, '--blink-settings=defaultFontSize=32'],
  });
  const page = await browser.newPage();
  for (const width of [320, 640, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      article,
      ...['/', '/search/?q=memory', '/archive/', '/nowhere/'].map((path) => mainUrl + path),
    ]) {
      await page.goto(path);
      expect(await cutOff(page), `${path} at ${width}`).toEqual([]);
    }
  }
  await browser.close();
});

test('nothing is cut off at a larger text size of the site', async ({ page }) => {
  await page.goto(article);
  await page.evaluate(() => localStorage.setItem('size', '130'));
  for (const width of [320, 1024, 1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    expect(await cutOff(page), String(width)).toEqual([]);
  }
});

/** Elements that are cut off, or that make the page wider than its screen. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element) =>
      /hidden|clip/.test(getComputedStyle(element).overflow) &&
      element.checkVisibility() &&
      element.textContent?.trim() &&
      !element.classList.contains('sr-only') &&
      (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
    const isBeyond = (element: Element) =>
      !element.closest('pre, [role="region"], .scrolls') &&
      element.getBoundingClientRect().right > innerWidth + 1;
    return [...document.querySelectorAll('body *')]
      .filter((element) => isCut(element) || isBeyond(element))
      .map((element) => element.outerHTML.slice(0, 100));
  });
}

test('nothing moves if the reader prefers reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(article);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== 'none' || /[1-9]/.test(transitionDuration);
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(moving).toEqual([]);
});
