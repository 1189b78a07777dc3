import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Server, serve } from '../../lib/serve';
import { writePublication } from '../helpers/publication';

let outDir: string;
let server: Server;

before(async () => {
  const folder = await writePublication({
    'secret.txt': 'secret',
    'out/index.html': '<title>Home</title>',
    'out/404.html': '<title>Not here</title>',
    'out/posts/a/index.html': '<title>A</title>',
    'out/posts/中文/index.html': '<title>中文</title>',
    'out/posts/a/index.md': '# A',
    'out/feed.xml': '<rss/>',
    'out/atom.xml': '<feed/>',
    'out/feed.json': '{}',
    'out/tags/c-plus-plus/feed.xml': '<rss/>',
    'out/manifest.webmanifest': '{}',
    'out/assets/theme.0123456789.js': '0123456789',
    'out/_redirects': '/old/ /posts/a/ 301\n/alt/%C3%BC /posts/a/ 301\n',
    'out/.hidden': 'hidden',
  });
  outDir = join(folder, 'out');
  await symlink(join(folder, 'secret.txt'), join(outDir, 'link.txt'));
  server = await serve({ outDir, host: 'localhost', port: 0 });
});
after(() => server.close());

/** A request whose path is sent as it is, dots and all. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(server.url);
  return new Promise<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>((done, fail) => {
    const sent = request({ hostname, port, path, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', fail);
    sent.end();
  });
}

describe('the server', () => {
  it('answers a page, and an address with other letters than ASCII', async () => {
    assert.equal((await get('/')).body, '<title>Home</title>');
    assert.equal((await get('/posts/%E4%B8%AD%E6%96%87/')).status, 200);
  });
  it('answers a wrong address with the 404 page and status 404', async () => {
    const { status, body, headers } = await get('/nowhere/');
    assert.equal(status, 404);
    assert.equal(body, '<title>Not here</title>');
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  });
  it('names the right types', async () => {
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/feed.xml', 'application/rss+xml; charset=utf-8'],
      ['/tags/c-plus-plus/feed.xml', 'application/rss+xml; charset=utf-8'],
      ['/atom.xml', 'application/atom+xml; charset=utf-8'],
      ['/feed.json', 'application/feed+json; charset=utf-8'],
      ['/posts/a/index.md', 'text/markdown; charset=utf-8'],
      ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
      ['/assets/theme.0123456789.js', 'text/javascript; charset=utf-8'],
    ] as const)
      assert.equal((await get(path)).headers['content-type'], type, path);
  });
  it('answers 304 to who has it already', async () => {
    const { headers } = await get('/posts/a/');
    const again = await get('/posts/a/', { 'If-None-Match': String(headers.etag) });
    assert.equal(again.status, 304);
    assert.equal(again.body, '');
  });
  it('answers HEAD like GET, without the body', async () => {
    const { status, headers, body } = await get('/posts/a/', {}, 'HEAD');
    assert.deepEqual([status, headers['content-length'], body], [200, '16', '']);
    assert.equal((await get('/nowhere/', {}, 'HEAD')).status, 404);
  });
  it('answers a range, and a bad one with 416', async () => {
    const { status, headers, body } = await get('/assets/theme.0123456789.js', { Range: 'bytes=2-4' });
    assert.deepEqual([status, headers['content-range'], body], [206, 'bytes 2-4/10', '234']);
    assert.equal((await get('/assets/theme.0123456789.js', { Range: 'bytes=50-' })).status, 416);
  });
  it('sends a moved page on with 301', async () => {
    for (const path of ['/old/', '/old', '/alt/%C3%BC']) {
      const { status, headers } = await get(path);
      assert.deepEqual([status, headers.location], [301, '/posts/a/'], path);
    }
  });
  it('adds the slash that an address wants', async () => {
    const { status, headers } = await get('/posts/a');
    assert.deepEqual([status, headers.location], [301, '/posts/a/']);
  });
  it('lets only files with a hash in their name be kept', async () => {
    assert.equal(
      (await get('/assets/theme.0123456789.js')).headers['cache-control'],
      'public, max-age=31536000, immutable',
    );
    for (const path of ['/', '/feed.xml', '/posts/a/'])
      assert.equal((await get(path)).headers['cache-control'], 'public, max-age=0', path);
  });
  it('sends security headers with everything', async () => {
    for (const path of ['/', '/nowhere/', '/old/']) {
      const { headers } = await get(path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin', path);
      assert.equal(headers['x-frame-options'], 'DENY', path);
    }
  });
  it('gives out nothing that is outside of the site, hidden, or for hosts only', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/posts/../../secret.txt',
      '/posts/%2e%2e/%2e%2e/secret.txt',
      '/..%5csecret.txt',
      '/link.txt',
      '/.hidden',
      '/_redirects',
      '/./_redirects',
      '//_redirects',
      '/%2e/_redirects',
      '/posts/../_redirects',
      '/%00',
      '/%',
      '/%zz',
      '//secret.txt',
      '/\\..\\secret.txt',
    ]) {
      const { status, body } = await get(path);
      assert.ok(status === 404, `${path} ${status}`);
      assert.doesNotMatch(body, /secret|hidden/);
    }
  });
  it('refuses to be written to', async () => {
    const { status, headers } = await get('/', {}, 'POST');
    assert.deepEqual([status, headers.allow], [405, 'GET, HEAD']);
  });
  it('serves a site that has been put in the place of another', async () => {
    await mkdir(`${outDir}.next`);
    await writeFile(join(`${outDir}.next`, 'index.html'), 'new');
    await writeFile(join(`${outDir}.next`, '404.html'), 'none');
    await rename(outDir, `${outDir}.old`);
    await rename(`${outDir}.next`, outDir);
    assert.equal((await get('/')).body, 'new');
    assert.equal((await get('/posts/a/')).status, 404);
    await rename(outDir, `${outDir}.next`);
    await rename(`${outDir}.old`, outDir);
  });
});

describe('npm run serve', () => {
  const start = (env: Record<string, string>) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts'], {
      env: { ...process.env, NODE_TEST_CONTEXT: '', OUT_DIR: outDir, ...env },
    });
    let output = '';
    const ended = new Promise<{ code: number | null; output: string }>((done) =>
      child.on('close', (code) => done({ code, output })),
    );
    const ready = new Promise<string>((done) => {
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
        const url = /Serving .* on (\S+)/.exec(output)?.[1];
        if (url) done(url);
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
    });
    return { child, ended, ready };
  };
  it('says it plainly when the port is taken', async () => {
    const { port } = new URL(server.url);
    const { code, output } = await start({ PORT: port }).ended;
    assert.equal(code, 1);
    assert.match(output, new RegExp(`^PORT: ${port} is taken on localhost\\.`));
    assert.doesNotMatch(output, / {4}at /);
  });
  it('says it plainly when there is no site', async () => {
    const { code, output } = await start({ OUT_DIR: join(outDir, 'posts') }).ended;
    assert.equal(code, 1);
    assert.match(output, /There is no site in .* Build one first: npm run build/);
  });
  it('ends on SIGTERM, whoever is still asking', async () => {
    const { child, ready, ended } = start({ PORT: '0' });
    const url = await ready;
    const socket = connect(Number(new URL(url).port), 'localhost');
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: half');
    socket.on('error', () => {});
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
    socket.destroy();
  });
  it('ends on SIGTERM', async () => {
    const { child, ready, ended } = start({ PORT: '0' });
    await ready;
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
  });
});
