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
import { answers, type ServerName, startServer } from '../helpers/server';

const policy = "default-src 'none'; frame-ancestors 'none'; img-src 'self'";
const framed = `${policy}; frame-src https://player.example`;
const page = '<!doctype html><title>A</title>'.padEnd(3000, ' ');

/** What is asked of each server, within the site. */
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
  // The name of the path once more, within the site.
  '/repo/',
];

async function site(basePath: string): Promise<string> {
  const rules = hostFiles({
    policies: new Map([
      ['/', policy],
      ['/posts/a/', policy],
      ['/posts/version-1.2/', policy],
      ['/posts/%E4%B8%AD%E6%96%87/', framed],
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

interface JobResponse {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
}

/** Asks for a path. What servers may say in other words comes in the same ones. */
function ask(port: number, path: string): Promise<JobResponse> {
  return new Promise((done, fail) => {
    request({ host: 'localhost', port, path, headers: { 'Accept-Encoding': 'gzip' } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { headers, statusCode = 0 } = response;
      // Caddy moves folders with 308; nginx has a 400 of its own for paths that lead out.
      const isMoved = statusCode === 301 || statusCode === 308;
      const isNowhere = statusCode === 404 || statusCode === 400;
      const named = (...names: string[]) => names.map((name) => [name, headers[name] as string | undefined]);
      const kind = headers['content-type']
        ?.toLowerCase()
        .replace('application/javascript', 'text/javascript');
      done({
        status: isMoved ? 301 : isNowhere ? 404 : statusCode,
        headers: Object.fromEntries([
          ...named(
            'content-security-policy',
            'x-content-type-options',
            'x-frame-options',
            'content-encoding',
          ),
          ...named('access-control-allow-origin'),
          // An error is not kept, whether that is said or not.
          ['cache-control', statusCode < 400 ? headers['cache-control'] : ''],
          // Where nothing is sent, servers name a type or none; that of a drawing says how it is written itself.
          ['content-type', isMoved ? '' : kind?.replace(/^image\/svg.*/, 'image/svg+xml')],
          // Caddy leaves out what stands after a question mark.
          ['location', headers.location?.replace(/^https?:\/\/[^/]+|\?.*/g, '')],
        ]),
        body: isMoved || statusCode === 400 ? '' : Buffer.concat(chunks).toString('base64'),
      });
    })
      .on('error', fail)
      .end();
  });
}

for (const basePath of ['', '/repo'])
  for (const name of ['nginx', 'caddy'] satisfies ServerName[]) {
    const isThere = spawnSync(name, [name === 'nginx' ? '-v' : 'version']).error === undefined;
    describe(`${name} with its configuration${basePath && `, under ${basePath}`}`, {
      skip: isThere ? false : `${name} is not installed`,
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
          await answers(started[at] as ChildProcess, `http://localhost:${port}${basePath}/`);
      });
      after(() => stop());
      for (const path of paths.map((within) => basePath + within))
        it(`answers ${path} as our own server does`, async () => {
          assert.deepEqual(await ask(ports.other, path), await ask(ports.own, path));
        });
      it('sends nothing from outside of the site', async () => {
        for (const path of [
          '/%2e%2e/secret.txt',
          '/../secret.txt',
          '/posts/%2e%2e/%2e%2e/secret.txt',
          '/..%2fsecret.txt',
        ])
          for (const port of Object.values(ports))
            assert.equal((await ask(port, basePath + path)).status, 404, path);
      });
      if (basePath)
        it('has nothing outside of it', async () => {
          for (const port of Object.values(ports)) {
            for (const path of ['/', '/posts/a/', '/repository/', '/old/', '/withdrawn/'])
              assert.equal((await ask(port, path)).status, 404, path);
            const { status, headers } = await ask(port, basePath);
            assert.deepEqual([status, headers.location], [301, `${basePath}/`]);
          }
        });
    });
  }
