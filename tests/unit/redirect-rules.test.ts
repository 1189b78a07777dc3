import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { siteConfig } from '@/site.config';
import { checkSiteConfig } from '../../lib/config/check-site';
import { isOwnAddress } from '../../lib/content/site-addresses';
import { caddyString, nginxLiteral, nginxValue, vercelPath } from '../../lib/hosts/escape';
import { hostFiles } from '../../lib/hosts/files';
import { readRedirects } from '../../lib/hosts/redirect-file';
import { aliasPages, redirectsOf } from '../../lib/text-files/alias-pages';
import { addressKey, aliasPath, aliasProblem, requestPath, servedKey } from '../../lib/util/addresses';
import { freePort } from '../helpers/free-port';
import {
  hasCaddy,
  hasNginx,
  parseNginx,
  type Rules,
  readCaddy,
  readNginx,
  readRedirectLines,
  readVercel,
} from '../helpers/host-rules';
import { writePublication } from '../helpers/publication';
import { type ServerName, startServer, waitForServer } from '../helpers/server';

/** The number of random aliases, and how many of them are in one publication. */
const runs = Number(process.env.RUNS ?? 200);
const batchSize = Math.min(1000, Math.ceil(runs / 2));
const seed = Number(process.env.SEED ?? Date.now() % 1e9);

/** Text with a special meaning for some host, shell, parser or file system, and plain text. */
const fragments =
  `/ // * /* :name :splat /:a {$A {$HOME} {path} {http.request.uri} { } $ $uri \${x} ! 301! # ? & ; = + , @ ~ ~^ ^ | ( ) [ ] < > " ' \` \\ \\" . .. /.. /. %2e%2e %2F %2f %5C %00 %0A %0d%0a %20 %2A %25 %23 %3F %7B %zz % %C3%BC %c3%bc %E4 default include volatile hostnames 404 .html .php .gz index.html index.htm search posts tags page/2 feed.xml _next .well-known assets media robots.txt old Old OLD a B 2019 first-post version-1.2 é e\u0301 ü 中文 ก 🙂 ß İ ſ K`
    .split(' ')
    .concat([
      ' ',
      '\n',
      '\r',
      '\t',
      '\0',
      '\u001b[2J',
      '\u0085',
      '\u2028',
      '\u202e',
      '\u200d',
      '\ufeff',
      '\ud800',
      'x'.repeat(260),
    ]);
const hostile = fc
  .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
/** Parts of typical old addresses. */
const name = fc
  .array(fc.constantFrom(...'aZ09-_.~+,=@&;() éß中ก🙂'), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join('').replace(/^[. ]+|[. ]+$/g, '') || 'x');
const usual = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 5 }), fc.constantFrom('', '/', '.html', '/index.html'))
  .map(([parts, end]) => encodeURI(parts.join('/')) + end);
/** Other ways to write the address of a page. */
const variants = fc
  .tuple(
    fc.constantFrom('', 'posts/a', 'Posts/A', 'posts/version-1.2', 'posts/%E4%B8%AD%E6%96%87', 'search', 'x'),
    fc.array(fc.constantFrom('/', '/index.html', '/INDEX.HTML', '/index', '/index.htm', '.html', '.HTM'), {
      maxLength: 4,
    }),
  )
  .map(([page, ends]) => (page + ends.join('')).replace(/^\//, ''));
const aliases = fc
  .tuple(
    fc.constantFrom('/', '/', '/', '/', ''),
    fc.oneof(hostile, usual, usual, variants, fc.string({ unit: 'binary' })),
  )
  .map(([start, rest]) => start + rest);

/** The aliases that one publication may have. */
function accepted(candidates: readonly string[]): string[] {
  const keys = new Set(slugs.map((_, at) => servedKey(pathOf(at))));
  return candidates.filter((alias) => {
    if (aliasProblem(alias) !== undefined || isOwnAddress(aliasPath(alias))) return false;
    const key = servedKey(aliasPath(alias));
    return !isOwnAddress(key) && !keys.has(key) && keys.add(key);
  });
}

const slugs = ['a', 'version-1.2', '中文', 'naïve'];
const pathOf = (at: number) => `/posts/${slugs[at % slugs.length]}/`;
/** Addresses that no redirect may match. */
const pages = new Set(['/', '/search/', ...slugs.map((_, at) => pathOf(at))].map(addressKey));

/** The rules of hosts for a publication with these aliases. `pathOf` has the post of each. */
function rulesFor(list: readonly string[], basePath = ''): Record<string, string> {
  const posts = list.map((alias, at) => ({ path: pathOf(at), aliases: [alias] }));
  const { redirects } = redirectsOf(posts);
  const policies = new Map([
    ...slugs.map((slug) => [`/posts/${encodeURIComponent(slug)}/`, policy] as const),
  ]);
  return hostFiles({
    policies,
    basePath,
    redirects: redirects.map(({ from, to }) => ({ from, to: basePath + to })),
    gone: ['/withdrawn/'],
  });
}
const policy = "default-src 'none'; img-src 'self'";

/** The paths that browsers request for an alias, with and without its final slash. */
function requestsFor(alias: string): string[] {
  const path = decodeURIComponent(alias.startsWith('/') ? alias : `/${alias}`)
    .normalize('NFC')
    .replace(/\/index\.html$/, '/');
  const bare = path.replace(/\/$/, '');
  const isFile = !path.endsWith('/') && /\.[^/]*$/.test(path);
  return (isFile ? [path] : [`${bare}/`, bare]).map((each) => new URL(`https://x.example${each}`).pathname);
}

const readers: [file: string, read: (text: string) => Rules, asCompared: (path: string) => string][] = [
  ['_redirects', readRedirectLines, (path) => path],
  ['vercel.json', readVercel, (path) => path],
  ['nginx.conf', readNginx, (path) => decodeURIComponent(path).toLowerCase()],
  ...(hasCaddy ? [['Caddyfile', readCaddy, decodeURIComponent] as (typeof readers)[number]] : []),
];

/** Checks that each alias redirects to its post, and that the rules are otherwise the same as without aliases. */
async function assertRedirects(list: readonly string[], basePath: string): Promise<void> {
  const files = rulesFor(list, basePath);
  const without = rulesFor([], basePath);
  const expected = list.flatMap((alias, at) =>
    requestsFor(alias).map((path) => [path, basePath + encodeURI(pathOf(at))] as const),
  );
  for (const [file, read, asCompared] of readers) {
    const { redirects, others } = read(files[file] ?? '');
    assert.deepEqual(
      [...redirects].sort(),
      expected.map(([path, to]) => [asCompared(path), to] as const).sort(),
      `${file}, SEED=${seed}`,
    );
    assert.deepEqual(others, read(without[file] ?? '').others, `${file}, SEED=${seed}`);
    for (const [from] of redirects)
      assert.ok(!pages.has(addressKey(decodeURIComponent(from))), `${file} redirects ${from}, SEED=${seed}`);
  }
  const own = readRedirects(files._redirects ?? '').redirects;
  assert.deepEqual(new Map(own.map(({ from, to }) => [from, to])), new Map(expected));
  assert.equal(files._headers, without._headers);
  if (hasNginx) await testNginx(files['nginx.conf'] ?? '');
}

/** Checks that, for hosts without redirects, each page that redirects is at an address that browsers request. */
function assertAliasPages(list: readonly string[]): void {
  const posts = list.map((alias, at) => ({
    title: 'A',
    path: pathOf(at),
    lang: undefined,
    aliases: [alias],
  }));
  const requests = new Set(list.flatMap(requestsFor).map(decodeURIComponent));
  for (const { path } of aliasPages(posts, []))
    assert.ok(requests.has(path.replace(/\/index\.html$/, '/')), `${path}, SEED=${seed}`);
}

describe('the rules of hosts', () => {
  it(`redirect ${runs} random aliases correctly, and nothing else`, async (test) => {
    const all = fc.sample(aliases, { numRuns: runs, seed });
    let count = 0;
    for (let at = 0; at < all.length; at += batchSize) {
      const list = accepted(all.slice(at, at + batchSize));
      count += list.length;
      await assertRedirects(list, (at / batchSize) % 2 === 0 ? '' : '/repo');
      assertAliasPages(list);
    }
    test.diagnostic(`${count} of ${runs} random aliases were accepted (SEED=${seed})`);
    assert.ok(count > runs / 10);
  });

  it('escape any text so that it is read back unchanged, or refuse it', async () => {
    const texts = fc.sample(fc.oneof(hostile, fc.string({ unit: 'binary' })), { numRuns: runs, seed });
    const attempt = (write: (text: string) => string, text: string) => {
      try {
        return write(text);
      } catch {
        return undefined;
      }
    };
    for (const text of texts) {
      const literal = attempt(nginxLiteral, text);
      if (literal !== undefined) assert.deepEqual(parseNginx(`x ${literal};`), [{ words: ['x', text] }]);
      const value = attempt(nginxValue, text);
      if (value !== undefined) assert.equal(value, literal);
      const pattern = attempt(vercelPath, text);
      if (pattern !== undefined) assert.equal(pattern.replace(/\\(.)/gu, '$1'), text);
    }
    if (!hasCaddy) return;
    const tokens = texts.filter((text) => attempt(caddyString, text) !== undefined);
    const config = `:80 {\n${tokens.map((text, at) => `header X${at} ${caddyString(`=${text}=`)}\n`).join('')}}\n`;
    const found = new Map<string, string>();
    JSON.stringify(readCaddy(config).others, (key, value: unknown) => {
      if (/^X\d+$/.test(key) && Array.isArray(value)) found.set(key, String(value[0]));
      return value;
    });
    assert.deepEqual(
      [...found.values()],
      tokens.map((text) => `=${text}=`),
    );
  });

  it('accept only valid addresses for withdrawn pages', () => {
    for (const path of ['/*', '/x/{$A', '/:a', '/a b', '//x', '/..', 'https://x', `/${'x'.repeat(1024)}`])
      assert.throws(
        () => checkSiteConfig({ ...siteConfig, gone: [path] }),
        /^ConfigError: site\.config\.ts: gone: /,
      );
    checkSiteConfig({
      ...siteConfig,
      gone: ['/posts/withdrawn/', '/%E4%B8%AD/', '/a+b (c).html'.replaceAll(' ', '%20')],
    });
  });

  it('allow the longest alias and the longest policy', async () => {
    const alias = `/${'x'.repeat(1023)}`;
    assert.equal(aliasProblem(alias), undefined);
    const hosts = Array.from({ length: 2000 }, (_, at) => `https://images-${at}.example`).join(' ');
    const files = hostFiles({
      policies: new Map([
        ['/posts/a/', `default-src 'none'; img-src 'self' ${hosts}; script-src 'self'`],
        ['/posts/b/', policy],
        ['/posts/c/', policy],
      ]),
      redirects: [{ from: requestPath(aliasPath(alias)), to: '/posts/a/' }],
      gone: [],
    });
    for (const line of (files._headers ?? '').split('\n')) assert.ok(line.length <= 2000);
    assert.match(files._headers ?? '', /img-src 'self' https:; script-src 'self'/);
    readNginx(files['nginx.conf'] ?? '');
    if (hasNginx) await testNginx(files['nginx.conf'] ?? '');
    if (hasCaddy) readCaddy(files.Caddyfile ?? '');
  });

  for (const server of ['nginx', 'caddy'] satisfies ServerName[])
    it(`are followed by ${server}`, {
      skip: (server === 'nginx' ? hasNginx : hasCaddy) ? false : `${server} is not installed`,
    }, async () => {
      const list = accepted(fc.sample(aliases, { numRuns: 700, seed })).slice(0, 300);
      const rules = rulesFor(list);
      const pages = {
        'index.html': 'home',
        '404.html': 'nowhere',
        'feed.xml': '<rss/>',
        'search/index.json': '{}',
        ...Object.fromEntries(slugs.map((slug) => [`posts/${slug}/index.html`, slug])),
      };
      const folder = await writePublication(
        Object.fromEntries(
          Object.entries({ ...pages, ...rules }).map(([path, text]) => [`out/${path}`, text]),
        ),
      );
      const port = await freePort();
      const started = startServer(server, join(folder, 'out'), port);
      try {
        await waitForServer(started, `http://localhost:${port}/`);
        for (const [at, alias] of list.entries())
          for (const path of requestsFor(alias)) {
            const { status, location } = await get(port, path);
            assert.deepEqual([status, location], [301, encodeURI(pathOf(at))], `${alias}, SEED=${seed}`);
          }
        for (const path of [
          '/',
          '/feed.xml',
          '/search/index.json',
          ...slugs.map((_, at) => encodeURI(pathOf(at))),
        ])
          assert.equal((await get(port, path)).status, 200, path);
        // Caddy answers 500 for names that are too long for the file system.
        const short = list.filter((alias) => alias.split('/').every((name) => name.length < 200));
        for (const alias of short.slice(0, 5))
          for (const path of [`/no${encodeURI(aliasPath(alias))}`, `${requestsFor(alias)[0]}zzz`])
            assert.equal((await get(port, path)).status, 404, `${path}, SEED=${seed}`);
      } finally {
        started.kill();
        if (started.exitCode === null) await once(started, 'exit');
      }
    });
});

function get(port: number, path: string): Promise<{ status: number; location: string | undefined }> {
  return new Promise((done, fail) => {
    request({ host: 'localhost', port, path }, (response) => {
      response.resume();
      const location = response.headers.location?.replace(/^https?:\/\/[^/]+/, '');
      done({ status: response.statusCode ?? 0, location });
    })
      .on('error', fail)
      .end();
  });
}

/** Lets nginx check its own file. */
async function testNginx(site: string): Promise<void> {
  const folder = await writePublication({
    'nginx.conf': `pid ${join('/tmp', `letterpress-${process.pid}.pid`)};\nevents {}\nhttp {\n${site.replace('<folder of the site>', '/nowhere').replace('<example.org>', 'localhost')}}\n`,
  });
  execFileSync('nginx', ['-t', '-q', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
