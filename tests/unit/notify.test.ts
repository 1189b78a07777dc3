import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Manifest } from '../../lib/build/manifest';
import { absoluteUrl, site } from '../../lib/config/site';
import { notify } from '../../lib/notify';
import { fetchText } from '../../lib/util/fetch-text';
import { writePublication } from '../helpers/publication';

/** The requests to a hub and to an IndexNow endpoint. */
const requests: string[] = [];
/** The status codes of the next responses. Others are 204. */
let statuses: number[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  requests.push(`${request.url} ${decodeURIComponent(body)}`);
  response.statusCode = statuses.shift() ?? 204;
  response.end();
});
let address = '';
let file = '';
before(async () => {
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(async () => {
  requests.length = 0;
  statuses = [];
  file = join(await writePublication({}), 'notified');
});

/** A manifest from digests by path. */
const manifestOf = (files: Record<string, string>): Manifest =>
  new Map(
    Object.entries(files).map(([path, digest]) => [
      path,
      { key: digest, files: [{ path, bytes: 1, digest }] },
    ]),
  );

const site1 = { '/feed.xml': '1', '/feed.json': '1', '/posts/a/index.md': '1', '/posts/a/index.html': '1' };

async function announce(files: Record<string, string>, dryRun = false) {
  const lines: string[] = [];
  const succeeded = await notify(
    { hub: `${address}/hub`, indexNow: { key: '0123456789', endpoint: `${address}/indexnow` } },
    `${site.url}/`,
    manifestOf(files),
    { dryRun, log: (line) => lines.push(line), file, pauses: [1, 1] },
  );
  return { succeeded, output: lines.join('\n') };
}

describe('npm run notify', () => {
  it('announces each change once, and nothing if nothing changed', async () => {
    await announce(site1);
    assert.deepEqual(requests.splice(0).sort(), [
      `/hub hub.mode=publish&hub.url=${absoluteUrl('/feed.json')}`,
      `/hub hub.mode=publish&hub.url=${absoluteUrl('/feed.xml')}`,
      `/indexnow ${JSON.stringify({
        host: new URL(site.url).host,
        key: '0123456789',
        keyLocation: `${site.url}/0123456789.txt`,
        urlList: [absoluteUrl('/'), absoluteUrl('/posts/a/')],
      })}`,
    ]);
    assert.match((await announce(site1)).output, /Nothing to notify/);
    // A change to the layout is not a change to the article.
    await announce({ ...site1, '/posts/a/index.html': '2' });
    assert.deepEqual(requests, []);
    await announce({ ...site1, '/feed.xml': '2', '/posts/a/index.md': '2' });
    assert.equal(requests.length, 2);
    assert.match(requests.join(), new RegExp(`"urlList":\\["${absoluteUrl('/posts/a/')}"\\]`));
  });

  it('announces removed pages', async () => {
    await announce({ ...site1, '/posts/b/index.md': '1' });
    requests.length = 0;
    await announce(site1);
    assert.match(requests.join(), new RegExp(`"urlList":\\["${absoluteUrl('/posts/b/')}"\\]`));
    assert.equal(requests.length, 1);
  });

  it('retries a request that failed, and sends it again the next time if all retries failed', async () => {
    const feed = { '/feed.xml': '1' };
    statuses = [503, 429];
    assert.equal((await announce(feed)).succeeded, true);
    assert.equal(requests.length, 3);
    requests.length = 0;
    statuses = [503, 503, 503];
    const failed = await announce({ '/feed.xml': '2' });
    assert.equal(failed.succeeded, false);
    assert.match(failed.output, /Could not notify .*\/hub.*: status 503/);
    await announce({ '/feed.xml': '2' });
    assert.equal(requests.length, 4);
  });

  it('announces nothing if its record is damaged', async () => {
    await announce(site1);
    await truncate(file, 40);
    requests.length = 0;
    await assert.rejects(announce(site1), /^UserError: The record of what has been announced is damaged: /);
    assert.deepEqual(requests, []);
  });

  it('logs what it would send in a dry run, and sends nothing', async () => {
    assert.match(
      (await announce(site1, true)).output,
      /Would notify .*indexnow of 2 pages:\n.*\n.*\/posts\/a\//,
    );
    assert.deepEqual(requests, []);
    await announce(site1);
    assert.equal(requests.length, 3);
  });
});

describe('npm run notify with webmentions', () => {
  const replies: Record<string, (response: ServerResponse) => void> = {
    '/by-header': (response) =>
      response.setHeader('Link', '</x>; rel="next", </endpoint?a=1>; rel="webmention"').end('x'),
    '/by-link': (response) =>
      response.end('<!-- <link rel=webmention href=/no> --><link rel="webmention" href="/endpoint">'),
    '/by-anchor': (response) => response.end('<p>Hi <a href="endpoint" rel="nofollow webmention">here</a>'),
    '/none': (response) => response.end('<a href="/endpoint">Not one</a>'),
    '/gone': (response) => response.writeHead(404).end('<link rel=webmention href=/endpoint>'),
    '/script': (response) => response.end('<link rel="webmention" href="javascript:alert(1)">'),
    '/huge': (response) => response.end(`${' '.repeat(2_000_000)}<link rel=webmention href=/endpoint>`),
  };
  const received: string[] = [];
  /** The status codes of the next responses. Others are 202. */
  let answers: number[] = [];
  const others = createServer(async (request, response) => {
    response.setHeader('Content-Type', 'text/html');
    if (request.method === 'GET') return replies[request.url ?? '']?.(response);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.statusCode = answers.shift() ?? 202;
    if (response.statusCode === 202) received.push(`${request.url} ${decodeURIComponent(body)}`);
    response.end();
  });
  let origin = '';
  before(async () => {
    await new Promise<void>((done) => others.listen(0, 'localhost', done));
    origin = `http://localhost:${(others.address() as AddressInfo).port}`;
  });
  after(() => others.close());
  beforeEach(() => {
    received.length = 0;
    answers = [];
  });

  const source = absoluteUrl('/posts/a/');
  async function mention(paths: string[]) {
    const links = paths.map((path) => `<a href="${origin}${path}">x</a>`).join('');
    const folder = await writePublication({
      'posts/a/index.html': `<a href="${origin}/by-link">Not in the text</a><div class="article e-content">${links}<a href="/b/">own</a></div>`,
    });
    const lines: string[] = [];
    const succeeded = await notify(
      { webmentions: true },
      `${site.url}/`,
      manifestOf({ '/posts/a/index.md': '1' }),
      {
        dryRun: false,
        log: (line) => lines.push(line),
        folder,
        file,
        pauses: [],
      },
    );
    return { succeeded, output: lines.join('\n') };
  }

  it('sends one for each link in the text of an article, once', async () => {
    const first = await mention(['/by-header', '/by-link', '/by-anchor', '/by-link#part']);
    assert.equal(first.succeeded, true);
    const sent = (endpoint: string, target: string) =>
      `${endpoint} source=${source}&target=${origin}${target}`;
    assert.deepEqual(received.splice(0), [
      sent('/endpoint?a=1', '/by-header'),
      sent('/endpoint', '/by-link'),
      sent('/endpoint', '/by-anchor'),
    ]);
    assert.match((await mention(['/by-link', '/by-anchor'])).output, /Nothing to notify/);
    await mention(['/by-header', '/by-link', '/none']);
    assert.deepEqual(received, []);
  });

  it('sends none to a site that does not receive them, is gone, or hides its endpoint', async () => {
    const { succeeded } = await mention(['/none', '/gone', '/script', '/huge']);
    assert.deepEqual([succeeded, received], [true, []]);
  });

  it('sends it again the next time if the site could not take it', async () => {
    answers = [503];
    const failed = await mention(['/by-link']);
    assert.equal(failed.succeeded, true);
    assert.match(failed.output, /Could not send a webmention .*503\. The next run tries again/);
    await mention(['/by-link']);
    assert.equal(received.length, 1);
  });

  it('gives up after three attempts', async () => {
    answers = [503, 503, 503];
    await mention(['/by-link']);
    await mention(['/by-link']);
    assert.match((await mention(['/by-link'])).output, /It is not tried again/);
    assert.match((await mention(['/by-link'])).output, /Nothing to notify/);
    assert.deepEqual(received, []);
  });

  it('reports a site that refuses it, once', async () => {
    answers = [400];
    assert.match((await mention(['/by-link'])).output, /\/by-link refused the webmention from /);
    assert.match((await mention(['/by-link'])).output, /Nothing to notify/);
  });

  it('is never led into a private network by a public page', async () => {
    const limits = { timeoutMs: 1000, maxBytes: 1000, referrer: 'http://192.0.2.1/' };
    for (const url of [
      `${origin}/endpoint`,
      'http://127.0.0.1:8080/',
      'http://10.0.0.1/',
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://169.254.169.254/latest',
    ])
      await assert.rejects(fetchText(url, { form: {}, ...limits }), /is in a private network/, url);
    assert.deepEqual(received, []);
  });
});
