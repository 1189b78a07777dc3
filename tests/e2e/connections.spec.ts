import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { AnalyticsConfig } from '../../lib/config/analytics';
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

let folder: string;
let service: Awaited<ReturnType<typeof standIn>>;
let site: ReturnType<typeof startServer> | undefined;
let url: string;

/** Builds the site with these options, and serves it. */
async function publish(options: Partial<SiteConfig>): Promise<void> {
  const config = {
    title: 'Quiet Rivers',
    tagline: 'A tagline',
    description: 'A description.',
    url: 'https://own.example',
    language: 'en',
    copyright: 'Ada',
    callToAction: { heading: 'Follow', text: 'By email or feed.', label: 'Subscribe', href: '/subscribe/' },
    ...options,
  };
  writeFileSync(join(folder, 'site.config.ts'), `export const siteConfig = ${JSON.stringify(config)};\n`);
  const { status, output } = runIn(folder, 'build');
  expect(status, output).toBe(0);
  site?.kill();
  const port = await freePort();
  url = `http://localhost:${port}`;
  site = startServer('serve', join(folder, 'out'), port);
  await waitForServer(site, url);
}

test.beforeAll(async () => {
  service = await standIn();
  folder = await ownPublication((copy) => {
    rmSync(join(copy, 'content'), { recursive: true });
    for (const place of ['posts', 'pages']) mkdirSync(join(copy, 'content', place), { recursive: true });
    writeFileSync(join(copy, 'content/posts/mills.md'), post({ title: 'Mills' }));
    writeFileSync(join(copy, 'content/pages/about.md'), '---\ntitle: About\n---\n\nText.\n');
  });
});
test.afterAll(() => {
  site?.kill();
  service.server.close();
});
test.beforeEach(() => {
  service.received.length = 0;
});

const policyAt = async (path: string) =>
  (await fetch(url + path)).headers.get('content-security-policy') ?? '';

test.describe('analytics', () => {
  const cases: {
    config(origin: string): AnalyticsConfig;
    /** The path of the request; `/` if it goes elsewhere. */
    path: RegExp;
    body?: Record<string, unknown>;
  }[] = [
    {
      config: (origin) => ({ service: 'plausible', domain: 'own.example', url: origin }),
      path: /^\/api\/event$/,
      body: { name: 'pageview', domain: 'own.example', referrer: '' },
    },
    {
      config: (origin) => ({ service: 'umami', website: 'id-1', url: origin }),
      path: /^\/api\/send$/,
      body: { type: 'event', payload: expect.objectContaining({ website: 'id-1', url: '/posts/mills/' }) },
    },
    {
      config: (origin) => ({ service: 'goatcounter', url: origin }),
      path: /^\/count\?p=%2Fposts%2Fmills%2F&t=Mills/,
    },
    {
      config: (origin) => ({ service: 'endpoint', url: `${origin}/visits` }),
      path: /^\/visits$/,
      body: { title: 'Mills · Quiet Rivers', referrer: '' },
    },
  ];
  for (const { config, path, body } of cases)
    test(`reports a visit to ${config('').service}, and nothing of readers who object`, async ({
      browser,
    }) => {
      test.setTimeout(120_000);
      await publish({ analytics: config(service.origin) });
      const page = await browser.newPage();
      const blocked: string[] = [];
      page.on('console', (message) => blocked.push(message.text()));
      await page.goto(`${url}/posts/mills/`);
      await expect.poll(() => service.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
      const [sent] = service.received.filter(({ method }) => method === 'POST');
      expect(sent?.url).toMatch(path);
      if (body) expect(JSON.parse(sent?.body ?? '')).toMatchObject(body);
      expect(blocked).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      expect(await policyAt('/posts/mills/')).toContain(`connect-src 'self' ${service.origin};`);
      await page.close();

      service.received.length = 0;
      const context = await browser.newContext();
      await context.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
      );
      const other = await context.newPage();
      await other.goto(`${url}/posts/mills/`, { waitUntil: 'networkidle' });
      expect(service.received).toEqual([]);
      await context.close();
    });

  test('reports a visit to Cloudflare', async ({ page }) => {
    test.setTimeout(120_000);
    await publish({ analytics: { service: 'cloudflare', token: 'token-1' } });
    const bodies: unknown[] = [];
    await page.route('https://cloudflareinsights.com/**', (route) => {
      if (route.request().method() === 'POST') bodies.push(route.request().postDataJSON());
      return route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'content-type' },
      });
    });
    await page.goto(`${url}/posts/mills/`);
    await expect.poll(() => bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ siteToken: 'token-1', eventType: 1, location: `${url}/posts/mills/` });
  });
});

test.describe('a newsletter', () => {
  test('has a form on the Subscribe page and below posts, which only it may submit', async ({ page }) => {
    test.setTimeout(120_000);
    const { origin } = service;
    const redirects = [origin.replace('localhost', '127.0.0.1')];
    await publish({
      newsletter: {
        service: 'form',
        action: `${origin}/join`,
        field: 'EMAIL',
        hidden: { list: '7' },
        redirects,
      },
    });
    for (const path of ['/subscribe/', '/posts/mills/']) {
      service.received.length = 0;
      await page.goto(url + path);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('Email address').fill('ada@example.org');
      await page.keyboard.press('Enter');
      await expect(page).toHaveTitle('Thanks');
      const [sent] = service.received;
      expect([sent?.method, sent?.url]).toEqual(['POST', '/join']);
      expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
        list: '7',
        EMAIL: 'ada@example.org',
      });
      expect(await policyAt(path)).toContain(`form-action ${[origin, ...redirects].sort().join(' ')};`);
    }
    expect(await policyAt('/about/')).toContain("form-action 'none';");
    // An address that is none is not sent.
    service.received.length = 0;
    await page.goto(`${url}/subscribe/`);
    await page.getByLabel('Email address').fill('ada');
    await page.getByRole('button', { name: 'Sign up' }).click();
    expect(service.received).toEqual([]);
  });
});

test.describe('comments', () => {
  test('are loaded from giscus when the reader asks for them, and no sooner', async ({ page }) => {
    test.setTimeout(120_000);
    await publish({
      comments: {
        service: 'giscus',
        repo: 'ada/rivers',
        repoId: 'R_1',
        category: 'Comments',
        categoryId: 'C_1',
      },
    });
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
    test.setTimeout(120_000);
    mkdirSync(join(folder, 'public'), { recursive: true });
    writeFileSync(join(folder, 'public/own.js'), "document.documentElement.dataset.own = 'yes';");
    writeFileSync(join(folder, 'public/own.css'), 'h1 { letter-spacing: 3px }');
    await publish({
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
    });
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
