import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Manifest } from '../../lib/build/manifest';
import { absoluteUrl, site } from '../../lib/config/site';
import { notify } from '../../lib/notify';
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
