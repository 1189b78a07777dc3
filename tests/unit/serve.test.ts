import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { hostFiles } from '../../lib/hosts/files';
import { type Server, serve } from '../../lib/server/index';
import { writePublication } from '../helpers/publication';

const narrow = "default-src 'none'; frame-ancestors 'none'";
const policy = `${narrow}; img-src 'self'`;
const page = '<title>A</title>'.padEnd(3000, ' ');

let outDir: string;
let server: Server;

before(async () => {
  const folder = await writePublication({
    'secret.txt': 'secret',
    'out/index.html': '<title>Home</title>',
    'out/404.html': '<title>Not here</title>',
    'out/404.html.br': brotliCompressSync('<title>Not here</title>'),
    'out/posts/a/index.html': page,
    'out/posts/a/index.html.br': brotliCompressSync(page),
    'out/posts/a/index.html.gz': gzipSync(page),
    'out/posts/version-1.2/index.html': '<title>1.2</title>',
    'out/.well-known/security.txt': 'Contact: mailto:security@example.org',
    'out/posts/中文/index.html': '<title>中文</title>',
    'out/posts/a/index.md': '# A',
    'out/feed.xml': '<rss/>',
    'out/atom.xml': '<feed/>',
    'out/feed.json': '{}',
    'out/tags/c-plus-plus/feed.xml': '<rss/>',
    'out/manifest.webmanifest': '{}',
    'out/assets/theme.0123456789.js': '0123456789',
    'out/_redirects':
      '/old/ /posts/a/ 301!\n/old/ /posts/a/ 301\n/alt/%C3%BC /posts/a/ 301\n/withdrawn/ /404.html 410\n',
    'out/vercel.json': '{}',
    'out/media/0123/clip.mp4': 'x'.repeat(300_000),
    'out/_headers': hostFiles({
      policies: new Map([
        ['/', policy],
        ['/posts/a/', policy],
        ['/posts/%E4%B8%AD%E6%96%87/', `${policy}; frame-src https://player.example`],
        ['/404.html', narrow],
      ]),
      redirects: [],
      gone: [],
    })._headers as string,
    'out/.hidden': 'hidden',
  });
  outDir = join(folder, 'out');
  await symlink(join(folder, 'secret.txt'), join(outDir, 'link.txt'));
  server = await serve({ outDir, host: 'localhost', port: 0 });
});
after(() => server.close());

/** Sends a request with the path exactly as given, including dots. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(server.url);
  return new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer; body: string }>(
    (done, fail) => {
      const sent = request({ hostname, port, path, headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            body: bytes.toString(),
          });
        });
      });
      sent.on('error', fail);
      sent.end();
    },
  );
}

describe('the server', () => {
  it('serves a page, also at an address with non-ASCII letters', async () => {
    assert.equal((await get('/')).body, '<title>Home</title>');
    assert.equal((await get('/posts/%E4%B8%AD%E6%96%87/')).status, 200);
  });
  it('answers an unknown address with the 404 page and status 404', async () => {
    const { status, body, headers } = await get('/nowhere/');
    assert.equal(status, 404);
    assert.equal(body, '<title>Not here</title>');
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  });
  it('sends the right media types', async () => {
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/feed.xml', 'application/xml; charset=utf-8'],
      ['/tags/c-plus-plus/feed.xml', 'application/xml; charset=utf-8'],
      ['/atom.xml', 'application/xml; charset=utf-8'],
      ['/feed.json', 'application/feed+json; charset=utf-8'],
      ['/posts/a/index.md', 'text/markdown; charset=utf-8'],
      ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
      ['/assets/theme.0123456789.js', 'text/javascript; charset=utf-8'],
    ] as const)
      assert.equal((await get(path)).headers['content-type'], type, path);
  });
  it('answers 304 if the client already has the file', async () => {
    const { headers } = await get('/posts/a/');
    const again = await get('/posts/a/', { 'If-None-Match': String(headers.etag) });
    assert.equal(again.status, 304);
    assert.equal(again.body, '');
  });
  it('answers HEAD like GET, without the body', async () => {
    const { status, headers, body } = await get('/posts/a/', {}, 'HEAD');
    assert.deepEqual([status, headers['content-length'], body], [200, '3000', '']);
    assert.equal((await get('/nowhere/', {}, 'HEAD')).status, 404);
  });
  it('serves a range, and answers an invalid one with 416', async () => {
    const { status, headers, body } = await get('/assets/theme.0123456789.js', { Range: 'bytes=2-4' });
    assert.deepEqual([status, headers['content-range'], body], [206, 'bytes 2-4/10', '234']);
    assert.equal((await get('/assets/theme.0123456789.js', { Range: 'bytes=50-' })).status, 416);
  });
  it('redirects an old address with 301', async () => {
    for (const path of ['/old/', '/old', '/alt/%C3%BC']) {
      const { status, headers } = await get(path);
      assert.deepEqual([status, headers.location], [301, '/posts/a/'], path);
    }
    assert.equal((await get('/old/?a=1')).headers.location, '/posts/a/?a=1');
  });
  it('answers 410 for a withdrawn page', async () => {
    for (const path of ['/withdrawn/', '/withdrawn']) {
      const { status, headers, body } = await get(path);
      assert.deepEqual([status, headers['cache-control']], [410, 'no-cache'], path);
      assert.equal(body, (await get('/nowhere/')).body);
    }
  });
  it('adds a missing final slash', async () => {
    const { status, headers } = await get('/posts/a');
    assert.deepEqual([status, headers.location], [301, '/posts/a/']);
    assert.equal((await get('/posts/version-1.2?q')).headers.location, '/posts/version-1.2/?q');
    assert.match(String((await get('//other.example/..//posts')).headers.location), /^\/[^/]/);
  });
  it('allows long caching only for files with a hash in their name', async () => {
    assert.equal(
      (await get('/assets/theme.0123456789.js')).headers['cache-control'],
      'public, max-age=31536000, immutable',
    );
    for (const path of ['/', '/feed.xml', '/posts/a/'])
      assert.equal((await get(path)).headers['cache-control'], 'public, max-age=0, must-revalidate', path);
    for (const path of ['/nowhere/', '/assets/gone.js'])
      assert.equal((await get(path)).headers['cache-control'], 'no-cache', path);
  });
  it('sends the headers of the site with every response', async () => {
    for (const path of ['/', '/nowhere/', '/old/', '/posts/a', '/feed.xml', '/assets/theme.0123456789.js']) {
      const { headers } = await get(path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['referrer-policy'], 'strict-origin-when-cross-origin', path);
      assert.equal(headers['x-frame-options'], 'DENY', path);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
      assert.match(String(headers['strict-transport-security']), /^max-age=\d{8}$/, path);
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, path);
    }
  });
  it('sends each page with its own policy, including the 404 page', async () => {
    for (const [path, expected] of [
      ['/', policy],
      ['/posts/a/index.html', policy],
      ['/posts/%E4%B8%AD%E6%96%87/', `${policy}; frame-src https://player.example`],
      ['/posts/%E4%B8%AD%E6%96%87/index.html', `${policy}; frame-src https://player.example`],
      ['/nowhere/', narrow],
      ['/404.html', narrow],
    ] as const)
      assert.equal((await get(path)).headers['content-security-policy'], expected, path);
  });
  it('sends the compressed variant that the client prefers', async () => {
    for (const [accepted, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['br;q=0.1, gzip;q=0.9', 'gzip', gunzipSync],
      ['deflate', undefined, (bytes: Buffer) => bytes],
    ] as const) {
      const { status, headers, bytes } = await get('/posts/a/', { 'Accept-Encoding': accepted });
      assert.deepEqual(
        [status, headers['content-encoding'], headers.vary],
        [200, encoding, 'Accept, Accept-Encoding'],
      );
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['content-length'], String(bytes.length));
      assert.equal(unpack(bytes).toString(), page);
    }
    const notFound = await get('/nowhere/', { 'Accept-Encoding': 'br' });
    assert.deepEqual([notFound.status, notFound.headers['content-encoding']], [404, 'br']);
    const uncompressed = await get('/', { 'Accept-Encoding': 'br' });
    assert.deepEqual(
      [uncompressed.body, uncompressed.headers['content-encoding']],
      ['<title>Home</title>', undefined],
    );
  });
  it('has an ETag for each variant that depends only on its content', async () => {
    const tags = new Map<string, string>();
    for (const accepted of ['br', 'gzip', 'identity']) {
      const etag = String((await get('/posts/a/', { 'Accept-Encoding': accepted })).headers.etag);
      tags.set(accepted, etag);
      const headers = { 'Accept-Encoding': accepted, 'If-None-Match': `"x", W/${etag}` };
      assert.equal((await get('/posts/a/', headers)).status, 304);
    }
    assert.equal(new Set(tags.values()).size, 3);
    const other = { 'Accept-Encoding': 'br', 'If-None-Match': String(tags.get('gzip')) };
    assert.equal((await get('/posts/a/', other)).status, 200);

    await copyFile(join(outDir, 'posts/a/index.html.br'), join(outDir, 'copy'));
    await rename(join(outDir, 'copy'), join(outDir, 'posts/a/index.html.br'));
    assert.equal((await get('/posts/a/', { 'Accept-Encoding': 'br' })).headers.etag, tags.get('br'));
  });
  it('resumes a download only if the file is still the same', async () => {
    const file = '/assets/theme.0123456789.js';
    const etag = String((await get(file)).headers.etag);
    assert.equal((await get(file, { Range: 'bytes=-3', 'If-Range': etag })).body, '789');
    assert.equal((await get(file, { Range: 'bytes=2-', 'If-Range': '"other"' })).status, 200);
    assert.equal((await get(file, { 'If-Match': '"other"' })).status, 412);
    assert.equal((await get(file, { Range: 'lines=1-2' })).body, '0123456789');
    assert.equal((await get(file, { Range: 'bytes=50-' })).headers['content-range'], 'bytes */10');
  });
  it('serves ranges of the uncompressed file even if the client accepts compression, and ranges of long files', async () => {
    const { status, headers, body } = await get('/posts/a/', { 'Accept-Encoding': 'br', Range: 'bytes=0-6' });
    assert.deepEqual([status, headers['content-encoding'], body], [206, undefined, '<title>']);
    assert.equal((await get('/media/0123/clip.mp4')).bytes.length, 300_000);
    assert.equal((await get('/media/0123/clip.mp4', { Range: 'bytes=1-200000' })).bytes.length, 200_000);
  });
  it('serves /.well-known/', async () => {
    assert.equal((await get('/.well-known/security.txt')).status, 200);
  });
  it('serves nothing that is outside the site, hidden, or meant for hosts', async () => {
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
      '/_headers',
      '/vercel.json',
      '/posts/a/index.html.br',
      '/posts/a/index.html.gz',
      '/404.html.br',
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
  it('answers the requests of a connection in turn, with one file open', {
    skip: !existsSync('/proc/self/fd') && 'open files can only be listed on Linux',
  }, async () => {
    const open = async () => {
      const links = (await readdir('/proc/self/fd')).map((fd) =>
        readlink(`/proc/self/fd/${fd}`).catch(() => ''),
      );
      return (await Promise.all(links)).filter((link) => link.endsWith('clip.mp4')).length;
    };
    const { hostname, port } = new URL(server.url);
    const requestCount = 100;
    const sendRequests = () => {
      const socket = connect(Number(port), hostname);
      socket
        .pause()
        .write('GET /media/0123/clip.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(requestCount));
      return socket;
    };
    const reader = sendRequests();
    await wait(200);
    assert.equal(await open(), 1);
    let bytes = '';
    reader.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
    });
    reader.resume();
    while (bytes.split('HTTP/1.1 200 OK').length <= requestCount || (await open()) > 0) await wait(10);
    reader.destroy();
    const leaver = sendRequests();
    await wait(200);
    leaver.destroy();
    while ((await open()) > 0) await wait(10);
  });

  it('refuses other methods than GET and HEAD', async () => {
    const { status, headers } = await get('/', {}, 'POST');
    assert.deepEqual([status, headers.allow], [405, 'GET, HEAD']);
  });
  it('serves a new site that was swapped in', async () => {
    await mkdir(`${outDir}.next`);
    await writeFile(join(`${outDir}.next`, 'index.html'), 'new');
    await writeFile(join(`${outDir}.next`, '404.html'), 'none');
    await rename(outDir, `${outDir}.old`);
    await rename(`${outDir}.next`, outDir);
    assert.equal((await get('/')).body, 'new');
    assert.equal((await get('/posts/a/')).status, 404);
    // The new site has no _headers file, but still gets the security headers.
    assert.equal((await get('/')).headers['x-frame-options'], 'DENY');
    assert.equal((await get('/old/')).status, 404);
    await rename(outDir, `${outDir}.next`);
    await rename(`${outDir}.old`, outDir);
    assert.equal((await get('/posts/a/')).body, page);
    assert.equal((await get('/old/')).status, 301);
  });
  it('answers from one site only while sites are swapped', async () => {
    const names = ['one', 'two'].map((name) => `${outDir}.${name}`);
    for (const [at, folder] of names.entries()) {
      await mkdir(folder);
      await writeFile(join(folder, 'index.html'), String(at).repeat(10_000 * (at + 1)));
      await writeFile(join(folder, '404.html'), 'none');
      await writeFile(join(folder, '_headers'), `/*\n  X-Site: ${at}\n`);
    }
    await rename(outDir, `${outDir}.old`);
    await rename(names[0] as string, outDir);
    let isSwapping = true;
    const swaps = (async () => {
      for (let at = 0; at < 20; at++) {
        await rename(outDir, names[at % 2] as string);
        await rename(names[(at + 1) % 2] as string, outDir);
        await new Promise((done) => setTimeout(done, 10));
      }
      isSwapping = false;
    })();
    while (isSwapping) {
      const { status, headers, body } = await get('/');
      const site = String(headers['x-site']);
      assert.equal(status, 200);
      assert.equal(body, site.repeat(10_000 * (Number(site) + 1)));
    }
    await swaps;
    await rm(outDir, { recursive: true });
    await rename(`${outDir}.old`, outDir);
  });
  it('reads the rules again after they have changed', async () => {
    await writeFile(join(outDir, '_redirects.new'), '/newer/ /posts/a/ 301\n');
    const before = await readFile(join(outDir, '_redirects'));
    await rename(join(outDir, '_redirects.new'), join(outDir, '_redirects'));
    assert.equal((await get('/newer')).status, 301);
    assert.equal((await get('/old/')).status, 404);
    await writeFile(join(outDir, '_redirects'), before);
    assert.equal((await get('/old/')).status, 301);
  });
});

describe('npm run serve', { timeout: 60_000 }, () => {
  const start = (env: Record<string, string>) => {
    const child = spawn(process.execPath, ['scripts/run.js', 'serve'], {
      env: { ...process.env, NODE_TEST_CONTEXT: '', OUT_DIR: outDir, ...env },
    });
    let output = '';
    const ended = new Promise<{ code: number | null; output: string }>((done) =>
      child.on('close', (code) => done({ code, output })),
    );
    const ready = new Promise<string>((done) => {
      const collect = (chunk: Buffer) => {
        output += chunk.toString();
        const url = /Serving .* at (\S+)/.exec(output)?.[1];
        if (url) done(url);
      };
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
    });
    return { child, ended, ready };
  };
  it('reports in one sentence that the port is taken', async () => {
    const { port } = new URL(server.url);
    const { code, output } = await start({ PORT: port }).ended;
    assert.equal(code, 1);
    assert.match(output, new RegExp(`^PORT: ${port} is taken on localhost\\.`));
    assert.doesNotMatch(output, / {4}at /);
  });
  it('reports in one sentence that there is no site', async () => {
    const { code, output } = await start({ OUT_DIR: join(outDir, 'posts') }).ended;
    assert.equal(code, 1);
    assert.match(output, /There is no site in .* Build one first: npm run build/);
  });
  it('stops on SIGTERM, even with an unfinished request', async () => {
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
  it('stops on SIGTERM', async () => {
    const { child, ready, ended } = start({ PORT: '0' });
    await ready;
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
  });
});
