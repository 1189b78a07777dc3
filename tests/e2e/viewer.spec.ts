import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { axeViolations } from './checks';
import { mainUrl, strangeUrl } from './sites';

const article = `${mainUrl}/posts/capabilities-not-permissions/`;
const pictures = `${strangeUrl}/posts/pictures/`;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const boxOf = async (element: Locator) => {
  const box = await element.boundingBox();
  if (!box) throw new Error('the element is not visible');
  return box;
};
const widthOf = async (element: Locator) => (await boxOf(element)).width;

/** How far an element can be scrolled sideways, in pixels. */
const overflowOf = (element: Locator) =>
  element.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);

const scrolledBy = (element: Locator) => element.evaluate(({ scrollLeft }) => Math.abs(scrollLeft));

/** The width of the mark that shows that a drawing scrolls. */
const markOf = (drawing: Locator) =>
  drawing.evaluate((link) => Number.parseFloat(getComputedStyle(link, '::after').inlineSize));

/** The paths of all posts with drawings. */
const posts = (await filesUnder(mainOutDir))
  .filter(
    (path) => /^\/posts\/.*\.html$/.test(path) && /\.svg"/.test(readFileSync(mainOutDir + path, 'utf8')),
  )
  .map((path) => path.replace(/index\.html$/, ''));

test.describe('on a phone', () => {
  test.use(phone);

  test('no drawing has letters of less than 11 pixels', async ({ page }) => {
    const widths = new Map<string, number>();
    for (const path of posts) {
      await page.goto(mainUrl + path);
      for (const image of await page.locator('.article img[src$=".svg"]').all())
        widths.set((await image.getAttribute('src')) ?? '', await widthOf(image));
    }
    expect(widths.size).toBeGreaterThanOrEqual(10);
    for (const [address, shown] of widths) {
      await page.goto(new URL(address, mainUrl).href);
      const { smallest, width } = await page.locator('svg').evaluate((svg) => ({
        smallest: Math.min(
          ...[...svg.querySelectorAll('text, tspan')].map((text) =>
            Number.parseFloat(getComputedStyle(text).fontSize),
          ),
        ),
        width: Number(svg.getAttribute('viewBox')?.split(' ')[2]),
      }));
      expect((smallest * shown) / width, address).toBeGreaterThanOrEqual(11);
    }
  });

  test('a drawing scrolls in its place, by touch and keyboard, with a mark', async ({ page }) => {
    await page.goto(article);
    const drawing = page.locator('.article a.picture');
    await drawing.scrollIntoViewIfNeeded();
    expect(await overflowOf(drawing)).toBeGreaterThan(200);
    expect(await markOf(drawing)).toBeGreaterThan(24);
    expect(await overflowOf(page.locator('html')), 'the page itself').toBe(0);
    await swipe(page, await centerOf(drawing), -200);
    await expect.poll(() => scrolledBy(drawing)).toBeGreaterThan(100);
    const swiped = await scrolledBy(drawing);
    await drawing.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => scrolledBy(drawing)).toBeLessThan(swiped);
  });

  test('a photograph and a drawing without letters fit the screen', async ({ page }) => {
    await page.goto(pictures);
    for (const name of ['Hills under a sky', 'A drawing']) {
      const link = page.getByRole('link', { name, exact: true });
      expect(await overflowOf(link), name).toBe(0);
      expect(await widthOf(link.getByRole('img')), name).toBeLessThanOrEqual(350);
    }
  });

  test('a picture opens at twice its size, at the point that was tapped', async ({ page }) => {
    for (const url of [article, pictures]) {
      await page.goto(url);
      const link = page.locator('.article a.picture').first();
      await link.scrollIntoViewIfNeeded();
      const shown = await boxOf(link.getByRole('img'));
      const point = await centerOf(link);
      await page.touchscreen.tap(point.x, point.y);
      const large = await boxOf(page.getByRole('dialog').getByRole('img'));
      expect(large.width).toBeGreaterThanOrEqual(2 * shown.width);
      expect((point.x - large.x) / large.width).toBeCloseTo((point.x - shown.x) / shown.width, 2);
    }
  });

  test('one finger pans an open picture, two zoom it, and a double tap zooms it', async ({ page }) => {
    const { viewer, image } = await open(page);
    const before = await scrolledBy(viewer);
    await swipe(page, { x: 200, y: 400 }, -150);
    await expect.poll(() => scrolledBy(viewer)).toBeGreaterThan(before + 100);

    let width = await widthOf(image);
    await pinch(page, { x: 200, y: 400 }, 100, 150);
    expect(await widthOf(image)).toBeCloseTo(width * 1.5, 0);
    await pinch(page, { x: 200, y: 400 }, 150, 100);
    expect(await widthOf(image)).toBeCloseTo(width, 0);

    width = await widthOf(image);
    const part = await partAt(image, 200);
    await page.touchscreen.tap(200, 400);
    await page.touchscreen.tap(200, 400);
    await expect.poll(() => widthOf(image)).toBeCloseTo(2 * width, 0);
    expect(await partAt(image, 200)).toBeCloseTo(part, 2);
    expect(await page.evaluate(() => visualViewport?.scale), 'the page is not zoomed').toBe(1);
  });

  test('a swipe leads to the next picture of a gallery, and back', async ({ page }) => {
    await page.goto(`${strangeUrl}/posts/gallery/`);
    const tiles = page.locator('.gallery a.picture');
    await expect(tiles).toHaveCount(4);
    for (const box of await Promise.all((await tiles.all()).map(boxOf)))
      expect(box.width / box.height, 'tiles are squares').toBeCloseTo(1, 1);
    const center = await centerOf(tiles.first());
    await page.touchscreen.tap(center.x, center.y);
    const viewer = page.getByRole('dialog');
    await expect(viewer).toHaveAccessibleName('Hills under a sky');
    expect(await overflowOf(viewer)).toBe(0);
    await swipe(page, { x: 300, y: 400 }, -200);
    await expect(viewer).toHaveAccessibleName('A turned photograph');
    await swipe(page, { x: 100, y: 400 }, 200);
    await expect(viewer).toHaveAccessibleName('Hills under a sky');
  });

  test('axe finds nothing around an open drawing, whose buttons are large enough for thumbs', async ({
    page,
  }) => {
    const { viewer } = await open(page);
    for (const media of [
      { colorScheme: 'light' },
      { colorScheme: 'dark' },
      { forcedColors: 'active' },
    ] as const) {
      await page.emulateMedia(media);
      expect(await axeViolations(page), JSON.stringify(media)).toEqual([]);
    }
    for (const button of await viewer.getByRole('button').all()) {
      const { width, height } = await boxOf(button);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
  });
});

test('on a large screen, drawings fit the column, without a mark', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const path of posts) {
    await page.goto(mainUrl + path);
    for (const drawing of await page.locator('.article a.picture').all()) {
      expect(await overflowOf(drawing), path).toBe(0);
      expect(await markOf(drawing), path).not.toBeGreaterThan(0);
    }
  }
});

test('arrow keys and buttons lead through a gallery, and the last picture has the focus again', async ({
  page,
}) => {
  await page.goto(`${strangeUrl}/posts/gallery/`);
  await page.locator('.gallery a.picture').first().focus();
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog');
  await expect(viewer).toHaveAccessibleName('Hills under a sky');
  await expect(viewer.getByRole('button', { name: 'Previous image' })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await viewer.getByRole('button', { name: 'Next image' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toHaveAccessibleName('A black square');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer).toHaveAccessibleName('A drawing');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'A drawing' })).toBeFocused();
});

for (const direction of ['ltr', 'rtl'] as const)
  test.describe(`an open picture on a page from ${direction === 'ltr' ? 'left to right' : 'right to left'}`, () => {
    test.use({ viewport: { width: 800, height: 600 } });
    let viewer: Locator;
    let image: Locator;
    test.beforeEach(async ({ page }) => {
      ({ viewer, image } = await open(page, direction));
    });

    test('is zoomed with keys and buttons, out to the whole picture', async ({ page }) => {
      const width = await widthOf(image);
      await page.keyboard.press('+');
      expect(await widthOf(image)).toBeCloseTo(1.5 * width, 0);
      await page.keyboard.press('-');
      expect(await widthOf(image)).toBeCloseTo(width, 0);
      await viewer.getByRole('button', { name: 'Zoom in' }).click();
      expect(await widthOf(image)).toBeCloseTo(1.5 * width, 0);
      for (let press = 0; press < 4; press++) await viewer.getByRole('button', { name: 'Zoom out' }).click();
      const { x, y, width: whole, height } = await boxOf(image);
      expect(whole).toBeCloseTo(800, 0);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(600);
      for (let press = 0; press < 20; press++) await page.keyboard.press('+');
      expect(await widthOf(image), 'at most four times').toBeCloseTo(4 * width, 0);
    });

    test('is zoomed with the wheel and a double click, at the pointer', async ({ page }) => {
      const width = await widthOf(image);
      const part = await partAt(image, 500);
      await page.mouse.move(500, 300);
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -100);
      await page.keyboard.up('Control');
      await expect.poll(() => widthOf(image)).toBeCloseTo(2 * width, 0);
      expect(await partAt(image, 500)).toBeCloseTo(part, 2);
      await page.mouse.dblclick(500, 300);
      await expect.poll(() => widthOf(image)).toBeCloseTo(4 * width, 0);
      expect(await partAt(image, 500)).toBeCloseTo(part, 2);
      // Not larger, but whole again.
      await page.mouse.dblclick(500, 300);
      await expect.poll(() => widthOf(image)).toBeCloseTo(800, 0);
    });

    test('is panned with the arrow keys, the wheel and the mouse', async ({ page }) => {
      const xOf = async () => (await boxOf(image)).x;
      let x = await xOf();
      await expect(viewer.getByRole('button', { name: 'Close' })).toBeFocused();
      // The browser scrolls by 40 pixels, and ignores keys while it does.
      for (const [key, to] of [
        ['ArrowRight', x - 40],
        ['ArrowLeft', x],
      ] as const) {
        const isScrolled = page.evaluate(
          () =>
            new Promise<void>((done) =>
              document.addEventListener('scrollend', () => done(), { once: true, capture: true }),
            ),
        );
        await page.keyboard.press(key);
        await isScrolled;
        expect(await xOf()).toBeCloseTo(to, 0);
      }
      await page.mouse.move(400, 300);
      await page.mouse.wheel(100, 0);
      await expect.poll(xOf).toBeCloseTo(x - 100, 0);
      x = await xOf();
      await page.mouse.down();
      await page.mouse.move(450, 300, { steps: 5 });
      await page.mouse.up();
      expect(await xOf()).toBeCloseTo(x + 50, 0);
      await expect(viewer, 'dragging does not close it').toBeVisible();
    });

    test('is closed with Escape or the button, and the link has the focus again', async ({ page }) => {
      await page.keyboard.press('+');
      await page.keyboard.press('Escape');
      await expect(viewer).toHaveCount(0);
      const link = page.locator('.article a.picture').first();
      await expect(link).toBeFocused();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await expect(viewer).toHaveCount(0);
      await expect(link).toBeFocused();
    });
  });

/** Opens the first drawing of an article. */
async function open(page: Page, direction: 'ltr' | 'rtl' = 'ltr') {
  await page.goto(article);
  await page.evaluate((dir) => {
    document.documentElement.dir = dir;
  }, direction);
  await page.locator('.article a.picture').first().click();
  const viewer = page.getByRole('dialog');
  const image = viewer.getByRole('img');
  await expect(image).toBeVisible();
  return { viewer, image };
}

/** Which part of a picture is at a point of the screen: 0 is its left edge, 1 is its right edge. */
async function partAt(image: Locator, x: number): Promise<number> {
  const box = await boxOf(image);
  return (x - box.x) / box.width;
}

async function centerOf(element: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(element);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Moves one finger sideways. */
async function swipe(page: Page, { x, y }: { x: number; y: number }, by: number) {
  const steps = Array.from({ length: 11 }, (_, at) => [{ x: x + (by * at) / 10, y }]);
  await touch(page, steps);
}

/** Moves two fingers apart, or together. */
async function pinch(page: Page, { x, y }: { x: number; y: number }, from: number, to: number) {
  const steps = Array.from({ length: 11 }, (_, at) => {
    const half = (from + ((to - from) * at) / 10) / 2;
    return [
      { x: x - half, y, id: 0 },
      { x: x + half, y, id: 1 },
    ];
  });
  await touch(page, steps);
}

/** @param steps where the fingers are, step by step */
async function touch(page: Page, steps: { x: number; y: number; id?: number }[][]) {
  const session = await page.context().newCDPSession(page);
  for (const [at, touchPoints] of steps.entries())
    await session.send('Input.dispatchTouchEvent', {
      type: at === 0 ? 'touchStart' : 'touchMove',
      touchPoints,
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}
