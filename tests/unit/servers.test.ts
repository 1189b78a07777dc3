import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { hostFiles } from '../../lib/hosts/files';
import { freePort } from '../helpers/free-port';
import { writePublication } from '../helpers/publication';
import { type ServerName, startServer, waitForServer } from '../helpers/server';

const policy = "default-src 'none'; frame-ancestors 'none'; img-src 'self'";
const policyWithFrame = `${policy}; frame-src https://player.example`;
const page = '<!doctype html><title>A</title>'.padEnd(3000, ' ');

/** The paths that are requested from each server, within the site. */
const paths = [
  '/',
  '/posts/a/',
  '/posts/a',
  '/posts/version-1.2/',
  '/posts/%E4%B8%AD%E6%96%87/',
  '/posts/a/index.md',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/manifest.webmanifest',
  '/drawing.svg',
  '/assets/site.0123456789.js',
  '/media/0123/clip.mp4',
  '/old/',
  '/old?a=b',
  '/alt/%C3%BC',
  '/withdrawn/',
  '/nowhere/',
  '/.well-known/security.txt',
  '/.hidden',
  '/_headers',
  '/nginx.conf',
  '/posts/a/index.html.gz',
  // The name of the base path again, within the site.
  '/repo/',
];

async function site(basePath: string): Promise<string> {
  const rules = hostFiles({
    policies: new Map([
      ['/', policy],
      ['/posts/a/', policy],
      ['/posts/version-1.2/', policy],
      ['/posts/%E4%B8%AD%E6%96%87/', policyWithFrame],
      ['/404.html', policy],
    ]),
    basePath,
    redirects: [
      { from: '/old/', to: `${basePath}/posts/a/` },
      { from: '/alt/%C3%BC', to: `${basePath}/posts/a/` },
    ],
    gone: ['/withdrawn/'],
  });
  const files = {
    'index.html': '<title>Home</title>',
    '404.html': '<title>Not here</title>',
    'repo/index.html': '<title>Repo</title>',
    'posts/a/index.html': page,
    'posts/a/index.html.gz': gzipSync(page),
    'posts/a/index.md': '# A',
    'posts/version-1.2/index.html': '<title>1.2</title>',
    'posts/中文/index.html': '<title>中文</title>',
    'feed.xml': '<rss/>',
    'atom.xml': '<feed/>',
    'feed.json': '{}',
    'manifest.webmanifest': '{}',
    'drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'assets/site.0123456789.js': '0',
    'media/0123/clip.mp4': 'x',
    '.well-known/security.txt': 'Contact: mailto:security@example.org',
    '.hidden': 'hidden',
    ...rules,
  };
  const folder = await writePublication({
    'secret.txt': 'secret',
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`out/${name}`, content])),
  });
  return join(folder, 'out');
}

interface NormalizedResponse {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
}

/** Requests a path. Differences that servers may have are removed from the response. */
function get(port: number, path: string, accept = '*/*'): Promise<NormalizedResponse> {
  return new Promise((done, fail) => {
    const sent = { 'Accept-Encoding': 'gzip', Accept: accept };
    request({ host: 'localhost', port, path, headers: sent }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { headers, statusCode = 0 } = response;
      // Caddy redirects to folders with 308. nginx answers 400 to paths that lead outside the site.
      const isRedirect = statusCode === 301 || statusCode === 308;
      const isNotFound = statusCode === 404 || statusCode === 400;
      const pick = (...names: string[]) => names.map((name) => [name, headers[name] as string | undefined]);
      const type = headers['content-type']
        ?.toLowerCase()
        .replace('application/javascript', 'text/javascript');
      done({
        status: isRedirect ? 301 : isNotFound ? 404 : statusCode,
        headers: Object.fromEntries([
          ...pick('content-security-policy', 'x-content-type-options', 'x-frame-options', 'content-encoding'),
          ...pick('access-control-allow-origin', 'link'),
          ['varies by Accept', String(/(?:^|, *)accept(?:,|$)/i.test(headers.vary ?? ''))],
          // Errors are not cached, with or without the header.
          ['cache-control', statusCode < 400 ? headers['cache-control'] : ''],
          // Servers may send a type with an empty response. An SVG file declares its encoding itself.
          ['content-type', isRedirect ? '' : type?.replace(/^image\/svg.*/, 'image/svg+xml')],
          // Caddy leaves out the query.
          ['location', headers.location?.replace(/^https?:\/\/[^/]+|\?.*/g, '')],
        ]),
        body: isRedirect || statusCode === 400 ? '' : Buffer.concat(chunks).toString('base64'),
      });
    })
      .on('error', fail)
      .end();
  });
}

for (const basePath of ['', '/repo'])
  for (const name of ['nginx', 'caddy'] satisfies ServerName[]) {
    const isInstalled = spawnSync(name, [name === 'nginx' ? '-v' : 'version']).error === undefined;
    describe(`${name} with its configuration${basePath && `, under ${basePath}`}`, {
      skip: isInstalled ? false : `${name} is not installed`,
    }, () => {
      let ports: { own: number; other: number };
      let stop: () => Promise<void>;
      before(async () => {
        process.env.BASE_PATH = basePath;
        const outDir = await site(basePath);
        ports = { own: await freePort(), other: await freePort() };
        const started = [startServer('serve', outDir, ports.own), startServer(name, outDir, ports.other)];
        stop = async () => {
          for (const server of started) {
            server.kill();
            if (server.exitCode === null) await once(server, 'exit');
          }
        };
        for (const [at, port] of Object.values(ports).entries())
          await waitForServer(started[at] as ChildProcess, `http://localhost:${port}${basePath}/`);
      });
      after(() => stop());
      for (const path of paths.map((within) => basePath + within))
        it(`answers ${path} like npm run serve`, async () => {
          assert.deepEqual(await get(ports.other, path), await get(ports.own, path));
        });
      for (const [accept, type] of [
        ['text/markdown', 'text/markdown; charset=utf-8'],
        ['text/markdown, text/html;q=0.9, */*;q=0.1', 'text/markdown; charset=utf-8'],
        ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
        ['text/html, text/markdown;q=0', 'text/html; charset=utf-8'],
        ['text/html, text/markdown;q=0.5', 'text/html; charset=utf-8'],
      ] as const)
        it(`answers Accept: ${accept} like npm run serve`, async () => {
          for (const path of ['/posts/a/', '/']) {
            const own = await get(ports.own, basePath + path, accept);
            assert.deepEqual(await get(ports.other, basePath + path, accept), own);
            const hasCopy = path === '/posts/a/';
            assert.equal(own.headers['varies by Accept'], String(hasCopy));
            assert.equal(
              own.headers.link,
              hasCopy ? '<index.md>; rel="alternate"; type="text/markdown"' : undefined,
            );
            assert.equal(own.headers['content-type'], hasCopy ? type : 'text/html; charset=utf-8');
          }
        });
      it('serves nothing from outside the site', async () => {
        for (const path of [
          '/%2e%2e/secret.txt',
          '/../secret.txt',
          '/posts/%2e%2e/%2e%2e/secret.txt',
          '/..%2fsecret.txt',
        ])
          for (const port of Object.values(ports))
            assert.equal((await get(port, basePath + path)).status, 404, path);
      });
      if (basePath)
        it('serves nothing outside the base path', async () => {
          for (const port of Object.values(ports)) {
            for (const path of ['/', '/posts/a/', '/repository/', '/old/', '/withdrawn/'])
              assert.equal((await get(port, path)).status, 404, path);
            const { status, headers } = await get(port, basePath);
            assert.deepEqual([status, headers.location], [301, `${basePath}/`]);
          }
        });
    });
  }
