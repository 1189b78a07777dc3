import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { build } from 'esbuild';
import { type AnalyticsConfig, beaconOf } from '../../lib/config/analytics';
import type { SiteConfig } from '../../lib/config/site-config';
import { freePort } from '../helpers/free-port';
import { ownPublication, runIn } from '../helpers/own-publication';
import { post } from '../helpers/publication';
import { startServer, waitForServer } from '../helpers/server';
import { axeViolations } from './checks';

interface Received {
  method: string;
  url: string;
  type: string | undefined;
  body: string;
}

/** A service that records what it gets, and redirects what is sent by a form to another origin. */
async function standIn(): Promise<{ server: Server; origin: string; received: Received[] }> {
  const received: Received[] = [];
  const respond = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, type: headers['content-type'], body: Buffer.concat(chunks).toString() });
  };
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    void respond(request).then(() => {
      const isForm = request.headers['content-type']?.includes('urlencoded');
      const { port } = server.address() as AddressInfo;
      if (isForm) response.writeHead(303, { Location: `http://127.0.0.1:${port}/thanks` });
      response.end('<title>Thanks</title>');
    });
  });
  server.listen(0);
  await once(server, 'listening');
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}`, received };
}

/** Links to other sites, and what they become. */
const embeds = {
  YouTube: {
    link: '[A talk](https://youtu.be/abc?t=5)',
    player: 'https://www.youtube-nocookie.com/embed/abc?autoplay=1&start=5',
  },
  Vimeo: { link: 'https://vimeo.com/123', player: 'https://player.vimeo.com/video/123?autoplay=1&dnt=1' },
  CodePen: {
    link: '[A pen](https://codepen.io/ada/pen/xyz)',
    player: 'https://codepen.io/ada/embed/xyz?default-tab=result',
  },
  Spotify: {
    link: 'https://open.spotify.com/intl-de/episode/a1B2',
    player: 'https://open.spotify.com/embed/episode/a1B2',
  },
  SoundCloud: {
    link: '<https://soundcloud.com/ada/rivers>',
    player: 'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fada%2Frivers&auto_play=true',
  },
  Bluesky: {
    link: 'https://bsky.app/profile/ada.example/post/3k2',
    player: 'https://embed.bsky.app/embed/ada.example/app.bsky.feed.post/3k2',
  },
  Mastodon: {
    link: 'https://social.example/@ada/112233445566778899',
    player: 'https://social.example/@ada/112233445566778899/embed',
  },
  X: {
    link: 'https://twitter.com/ada/status/42',
    player: 'https://platform.twitter.com/embed/Tweet.html?id=42&dnt=true',
  },
} satisfies Record<string, { link: string; player: string }>;

// One site with all of them at once, built once.
test.describe.configure({ mode: 'default' });

let service: Awaited<ReturnType<typeof standIn>>;
let server: ReturnType<typeof startServer>;
let url: string;
/** The other origin of the service, to which its form leads. */
let thanks: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  service = await standIn();
  const { origin } = service;
  thanks = origin.replace('localhost', '127.0.0.1');
  const config: SiteConfig = {
    title: 'Quiet Rivers',
    tagline: 'A tagline',
    description: 'A description.',
    url: 'https://own.example',
    language: 'en',
    copyright: 'Ada',
    license: 'CC-BY-4.0',
    markdown: { embeds: true },
    crawlers: { training: 'refuse', answers: 'allow' },
    callToAction: { heading: 'Follow', text: 'By email or feed.', label: 'Join', href: '/subscribe/' },
    analytics: { service: 'endpoint', url: `${origin}/visits` },
    newsletter: {
      service: 'form',
      action: `${origin}/join`,
      field: 'EMAIL',
      hidden: { list: '7' },
      redirects: [thanks],
    },
    comments: {
      service: 'giscus',
      repo: 'ada/rivers',
      repoId: 'R_1',
      category: 'Comments',
      categoryId: 'C_1',
    },
    resources: [
      { name: 'own', script: '/own.js', pages: ['/posts/*'] },
      { name: 'style', style: '/own.css' },
      {
        name: 'stale',
        script: 'https://widgets.example/w.js?v=1',
        integrity: 'sha384-AAAA',
        pages: ['/about/'],
      },
    ],
  };
  const folder = await ownPublication((copy) => {
    rmSync(join(copy, 'content'), { recursive: true });
    for (const place of ['content/posts', 'content/pages', 'public'])
      mkdirSync(join(copy, place), { recursive: true });
    writeFileSync(join(copy, 'site.config.ts'), `export const siteConfig = ${JSON.stringify(config)};\n`);
    writeFileSync(join(copy, 'content/posts/mills.md'), post({ title: 'Mills' }));
    const links = Object.values(embeds).map(({ link }) => link);
    writeFileSync(
      join(copy, 'content/posts/embeds.md'),
      post({ title: 'Embeds' }, `${links.join('\n\n')}\n\nA link in a sentence: ${links[0]}`),
    );
    writeFileSync(
      join(copy, 'content/posts/gist.md'),
      post({ title: 'Gist' }, 'https://gist.github.com/ada/0123456789abcdef0123'),
    );
    writeFileSync(join(copy, 'content/pages/about.md'), '---\ntitle: About\n---\n\nText.\n');
    writeFileSync(join(copy, 'public/own.js'), "document.documentElement.dataset.own = 'yes';");
    writeFileSync(join(copy, 'public/own.css'), 'h1 { letter-spacing: 3px }');
  });
  const { status, output } = runIn(folder, 'build');
  expect(status, output).toBe(0);
  expect(output).toContain('Note: /posts/* load /own.js (own in site.config.ts).');
  const port = await freePort();
  url = `http://localhost:${port}`;
  server = startServer('serve', join(folder, 'out'), port);
  await waitForServer(server, url);
});
test.afterAll(() => {
  server.kill();
  service.server.close();
});
test.beforeEach(() => {
  service.received.length = 0;
});

/** The visits that the service got. Browsers may ask first, with OPTIONS. */
const visits = () =>
  service.received.filter(({ method, type }) => method === 'POST' && !type?.includes('urlencoded'));

const policyAt = async (path: string) =>
  (await fetch(url + path)).headers.get('content-security-policy') ?? '';

/** Replaces the module with that of another service, with the address of the stand-in, for a site on localhost. */
async function useStandIn(page: Page, config: AnalyticsConfig): Promise<void> {
  const beacon = beaconOf(config);
  const { pathname } = new URL(beacon.url);
  const defines = { ...beacon, url: service.origin + pathname };
  const { outputFiles } = await build({
    entryPoints: ['lib/browser/analytics.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    define: {
      siteHost: JSON.stringify(new URL(url).host),
      ...Object.fromEntries(
        Object.entries(defines).map(([name, value]) => [`beacon.${name}`, JSON.stringify(value)]),
      ),
    },
  });
  await page.route('**/assets/analytics.*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: outputFiles[0]?.text }),
  );
}

test.describe('analytics', () => {
  const cases: [config: AnalyticsConfig, path: RegExp, body?: Record<string, unknown>][] = [
    [
      { service: 'plausible', domain: 'own.example' },
      /^\/api\/event$/,
      { name: 'pageview', domain: 'own.example', referrer: '' },
    ],
    [
      { service: 'umami', website: 'id-1', url: 'https://umami.example' },
      /^\/api\/send$/,
      { type: 'event', payload: expect.objectContaining({ website: 'id-1', url: '/posts/mills/' }) },
    ],
    [
      { service: 'goatcounter', url: 'https://own.goatcounter.com' },
      /^\/count\?p=%2Fposts%2Fmills%2F&t=Mills/,
    ],
    [
      { service: 'cloudflare', token: 'token-1' },
      /^\/cdn-cgi\/rum$/,
      { siteToken: 'token-1', eventType: 1, referrer: '' },
    ],
    [
      { service: 'endpoint', url: 'https://own.example/visits' },
      /^\/visits$/,
      { title: 'Mills · Quiet Rivers', referrer: '' },
    ],
  ];
  for (const [config, path, body] of cases)
    test(`reports a visit to ${config.service}, and stores nothing`, async ({ page }) => {
      await useStandIn(page, config);
      const blocked: string[] = [];
      page.on('console', (message) => blocked.push(message.text()));
      await page.goto(`${url}/posts/mills/`);
      await expect.poll(visits).toHaveLength(1);
      const [sent] = visits();
      expect(sent?.url).toMatch(path);
      if (body) expect(JSON.parse(sent?.body ?? '')).toMatchObject(body);
      expect(blocked).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
    });

  test('go where their documentation says', () => {
    expect(cases.map(([config]) => beaconOf(config).url)).toEqual([
      'https://plausible.io/api/event',
      'https://umami.example/api/send',
      'https://own.goatcounter.com/count',
      'https://cloudflareinsights.com/cdn-cgi/rum',
      'https://own.example/visits',
    ]);
    expect(beaconOf({ service: 'umami', website: 'a', url: 'https://x.example/umami/' }).url).toBe(
      'https://x.example/umami/api/send',
    );
  });

  test('count no reader with Global Privacy Control, and need one origin', async ({ browser }) => {
    const context = await browser.newContext();
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
    );
    const page = await context.newPage();
    await useStandIn(page, { service: 'endpoint', url: 'https://own.example/visits' });
    await page.goto(`${url}/posts/mills/`, { waitUntil: 'networkidle' });
    expect(visits()).toEqual([]);
    expect(await policyAt('/posts/mills/')).toContain(`connect-src 'self' ${service.origin};`);
    await context.close();
  });
});

test('analytics leave out copies of the site on other hosts, and what readers search for', async ({
  page,
}) => {
  await page.goto(`${url}/posts/mills/`, { waitUntil: 'networkidle' });
  expect(visits()).toEqual([]);
  await useStandIn(page, { service: 'endpoint', url: 'https://own.example/visits' });
  await page.goto(`${url}/search/?q=boatman`);
  await expect.poll(visits).toHaveLength(1);
  const reported = () => JSON.parse(visits()[0]?.body ?? '');
  expect(reported().url).toBe(`${url}/search/`);
  service.received.length = 0;
  await page.evaluate(() => location.assign('/posts/mills/?utm_source=a'));
  await expect.poll(visits).toHaveLength(1);
  expect(reported()).toMatchObject({
    url: `${url}/posts/mills/?utm_source=a`,
    referrer: `${url}/search/`,
  });
});

test.describe('a newsletter', () => {
  test('has a form on the Subscribe page and below posts, which only it may submit', async ({ page }) => {
    for (const path of ['/subscribe/', '/posts/mills/']) {
      service.received.length = 0;
      await page.goto(url + path);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('Email address').fill('ada@example.org');
      await page.keyboard.press('Enter');
      await expect(page).toHaveTitle('Thanks');
      const [sent] = service.received.filter(({ type }) => type?.includes('urlencoded'));
      expect([sent?.method, sent?.url]).toEqual(['POST', '/join']);
      expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
        list: '7',
        EMAIL: 'ada@example.org',
      });
      expect(await policyAt(path)).toContain(`form-action ${[service.origin, thanks].sort().join(' ')};`);
    }
    expect(await policyAt('/about/')).toContain("form-action 'none';");
    // An address that is none is not sent.
    service.received.length = 0;
    await page.goto(`${url}/subscribe/`);
    await page.getByLabel('Email address').fill('ada');
    await page.getByRole('button', { name: 'Sign up' }).click();
    expect(service.received.filter(({ url }) => url === '/join')).toEqual([]);
  });
});

test.describe('comments', () => {
  test('are loaded from giscus when the reader asks for them, and no sooner', async ({ page }) => {
    const frames: URL[] = [];
    await page.route('https://giscus.app/**', (route) => {
      frames.push(new URL(route.request().url()));
      return route.fulfill({
        contentType: 'text/html',
        body: '<p>Nice post.</p><script>parent.postMessage({ giscus: { resizeHeight: 321 } }, "*")</script>',
      });
    });
    await page.goto(`${url}/posts/mills/`, { waitUntil: 'networkidle' });
    expect(await axeViolations(page)).toEqual([]);
    expect(frames).toEqual([]);
    const link = page.getByRole('link', { name: 'Show comments' });
    await expect(link).toHaveAttribute('href', 'https://github.com/ada/rivers/discussions');
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.frameLocator('iframe').getByText('Nice post.')).toBeVisible();
    await expect(page.locator('iframe')).toHaveAttribute('height', '321');
    await expect(page.locator('iframe')).toHaveAttribute('title', 'Comments');
    const sent = Object.fromEntries(frames[0]?.searchParams ?? []);
    expect(sent).toMatchObject({
      repo: 'ada/rivers',
      repoId: 'R_1',
      category: 'Comments',
      categoryId: 'C_1',
    });
    expect(sent).toMatchObject({ term: '/posts/mills/', origin: `${url}/posts/mills/`, session: '' });
    // The reader has signed in, and comes back.
    await page.goto(`${url}/posts/mills/?giscus=session-1`);
    await expect(page.locator('iframe')).toHaveCount(1);
    expect(frames.at(-1)?.searchParams.get('session')).toBe('session-1');
    await expect(page).toHaveURL(`${url}/posts/mills/`);
    expect(await policyAt('/posts/mills/')).toContain('frame-src https://giscus.app;');
    expect(await policyAt('/about/')).not.toContain('giscus');
  });
});

test.describe('scripts and styles of the owner', () => {
  test('run on the pages that name them, if their hash is right', async ({ page }) => {
    let requests = 0;
    await page.route('https://widgets.example/**', (route) => {
      requests++;
      return route.fulfill({
        contentType: 'text/javascript',
        headers: { 'Access-Control-Allow-Origin': '*' },
        body: "document.documentElement.dataset.stale = 'yes';",
      });
    });
    await page.goto(`${url}/posts/mills/`);
    await expect(page.locator('html')).toHaveAttribute('data-own', 'yes');
    await expect(page.locator('h1')).toHaveCSS('letter-spacing', '3px');
    await page.goto(`${url}/about/`);
    await expect(page.locator('h1')).toHaveCSS('letter-spacing', '3px');
    await expect.poll(() => requests).toBe(1);
    await expect(page.locator('html')).not.toHaveAttribute('data-own');
    await expect(page.locator('html')).not.toHaveAttribute('data-stale');
    expect(await policyAt('/about/')).toContain('https://widgets.example/w.js');
    expect(await policyAt('/posts/mills/')).not.toContain('widgets.example');
  });
});

test.describe('embeds', () => {
  test('are links until the reader clicks, and then load from their site alone', async ({ page }) => {
    const requests: string[] = [];
    await page.route(
      ({ origin }) => origin !== url,
      (route) => {
        requests.push(route.request().url());
        return route.fulfill({ contentType: 'text/html', body: '<p>Here it is.</p>' });
      },
    );
    await page.goto(`${url}/posts/embeds/`, { waitUntil: 'networkidle' });
    expect(await axeViolations(page)).toEqual([]);
    const onPage = page.locator('.article figure > a.play');
    await expect(onPage).toHaveCount(Object.keys(embeds).length);
    await expect(page.locator('.article p').last()).toHaveText(/^A link in a sentence/);
    expect(requests).toEqual([]);
    for (const { player } of Object.values(embeds)) {
      requests.length = 0;
      await onPage.first().focus();
      await page.keyboard.press('Enter');
      const frame = page.locator(`iframe[src="${player}"]`);
      await expect(frame.contentFrame().getByText('Here it is.')).toBeVisible();
      await expect(frame).toBeFocused();
      await expect(frame).toHaveAttribute('title', /^(?:A talk|A pen|Show the content|Watch the video)$/);
      expect(requests).toEqual([player]);
    }
    const policy = await policyAt('/posts/embeds/');
    for (const { player } of Object.values(embeds)) expect(policy).toContain(new URL(player).origin);
    expect(await policyAt('/posts/mills/')).not.toContain('codepen');
  });

  test('of gists show their files as text', async ({ page }) => {
    const api = 'https://api.github.com/gists/0123456789abcdef0123';
    let files: Record<string, { filename: string; content: string }> | undefined = {
      'a.js': { filename: 'a.js', content: '<img src=x onerror="document.title = 1">' },
    };
    await page.route(api, (route) =>
      route.fulfill({
        status: files ? 200 : 404,
        headers: { 'Access-Control-Allow-Origin': '*' },
        json: { files },
      }),
    );
    await page.route('https://gist.github.com/**', (route) => route.fulfill({ body: 'The gist' }));
    await page.goto(`${url}/posts/gist/`);
    await page.getByRole('link', { name: 'Show the content' }).click();
    await expect(page.locator('.gist pre')).toHaveText('<img src=x onerror="document.title = 1">');
    await expect(page.getByRole('link', { name: 'a.js' })).toHaveAttribute('href', /^https:\/\/gist/);
    expect(await policyAt('/posts/gist/')).toMatch(/connect-src 'self' \S+ https:\/\/api\.github\.com;/);
    // A gist that is gone is a link.
    files = undefined;
    await page.reload();
    await page.getByRole('link', { name: 'Show the content' }).click();
    await expect(page).toHaveURL('https://gist.github.com/ada/0123456789abcdef0123');
  });

  test('are links in feeds', async () => {
    const feed = await (await fetch(`${url}/feed.xml`)).text();
    expect(feed).toContain('https://codepen.io/ada/pen/xyz');
    expect(feed).not.toMatch(/data-player|data-kind|<iframe|codepen\.io\/ada\/embed/);
  });
});
