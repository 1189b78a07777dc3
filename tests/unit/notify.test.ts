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

/** A hub and an endpoint of IndexNow, and what they were sent. */
const asked: string[] = [];
let answers: number[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  asked.push(`${request.url} ${decodeURIComponent(body)}`);
  response.statusCode = answers.shift() ?? 204;
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
  asked.length = 0;
  answers = [];
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

async function log(files: Record<string, string>, dryRun = false) {
  const said: string[] = [];
  const succeeded = await notify(
    { hub: `${address}/hub`, indexNow: { key: '0123456789', endpoint: `${address}/indexnow` } },
    `${site.url}/`,
    manifestOf(files),
    { dryRun, log: (line) => said.push(line), file, pauses: [1, 1] },
  );
  return { succeeded, said: said.join('\n') };
}

describe('npm run notify', () => {
  it('announces each change once, and nothing without changes', async () => {
    await log(site1);
    assert.deepEqual(asked.splice(0).sort(), [
      `/hub hub.mode=publish&hub.url=${absoluteUrl('/feed.json')}`,
      `/hub hub.mode=publish&hub.url=${absoluteUrl('/feed.xml')}`,
      `/indexnow ${JSON.stringify({
        host: new URL(site.url).host,
        key: '0123456789',
        keyLocation: `${site.url}/0123456789.txt`,
        urlList: [absoluteUrl('/'), absoluteUrl('/posts/a/')],
      })}`,
    ]);
    assert.match((await log(site1)).said, /Nothing to notify/);
    // A change to the layout is not a change to the article.
    await log({ ...site1, '/posts/a/index.html': '2' });
    assert.deepEqual(asked, []);
    await log({ ...site1, '/feed.xml': '2', '/posts/a/index.md': '2' });
    assert.equal(asked.length, 2);
    assert.match(asked.join(), new RegExp(`"urlList":\\["${absoluteUrl('/posts/a/')}"\\]`));
  });

  it('announces what was removed', async () => {
    await log({ ...site1, '/posts/b/index.md': '1' });
    asked.length = 0;
    await log(site1);
    assert.match(asked.join(), new RegExp(`"urlList":\\["${absoluteUrl('/posts/b/')}"\\]`));
    assert.equal(asked.length, 1);
  });

  it('tries again where it failed, and the next time where it failed for good', async () => {
    const feed = { '/feed.xml': '1' };
    answers = [503, 429];
    assert.equal((await log(feed)).succeeded, true);
    assert.equal(asked.length, 3);
    asked.length = 0;
    answers = [503, 503, 503];
    const failed = await log({ '/feed.xml': '2' });
    assert.equal(failed.succeeded, false);
    assert.match(failed.said, /Could not notify .*\/hub.*: status 503/);
    await log({ '/feed.xml': '2' });
    assert.equal(asked.length, 4);
  });

  it('never takes a damaged record for none, and announces nothing', async () => {
    await log(site1);
    await truncate(file, 40);
    asked.length = 0;
    await assert.rejects(log(site1), /^UserError: The record of what has been announced is damaged: /);
    assert.deepEqual(asked, []);
  });

  it('logs what it would send in a dry run, and sends nothing', async () => {
    assert.match((await log(site1, true)).said, /Would notify .*indexnow of 2 pages:\n.*\n.*\/posts\/a\//);
    assert.deepEqual(asked, []);
    await log(site1);
    assert.equal(asked.length, 3);
  });
});
