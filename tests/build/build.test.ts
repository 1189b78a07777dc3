import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Parser from 'rss-parser';
import { fixedRoutes } from '../../lib/config/routes';
import { hostFileNames, isText } from '../../lib/hosts/hidden';
import { filesUnder } from '../../lib/util/files';
import { clearCache } from '../helpers/clear-cache';
import { runScript } from '../helpers/command';
import { blackSquare } from '../helpers/images';
import { post, writePublication } from '../helpers/publication';
import { slow } from '../helpers/slow';
import { strangeFiles } from '../helpers/strange';

const env = { SITE_URL: 'https://example.org', BUILD_TIME: '2026-11-23T00:00:00Z' };

async function build(
  files: Record<string, string | Uint8Array>,
  more: Record<string, string> = {},
): Promise<string> {
  return (await buildWithOutput(files, more)).outDir;
}

async function buildWithOutput(
  files: Record<string, string | Uint8Array>,
  more: Record<string, string> = {},
): Promise<{ outDir: string; output: string }> {
  const folder = await writePublication(files);
  const outDir = join(folder, 'out');
  const { code, output } = await runScript('build', {
    ...env,
    CONTENT_DIR: folder,
    OUT_DIR: outDir,
    ...more,
  });
  assert.equal(code, 0, output);
  return { outDir, output };
}

const filesOfEverySite = [
  '/index.html',
  '/404.html',
  '/tags/index.html',
  '/authors/index.html',
  '/archive/index.html',
  '/search/index.html',
  '/search/index.json',
  '/subscribe/index.html',
  '/feed.css',
  '/feeds.opml',
  '/humans.txt',
  '/llms-full.txt',
  '/service-worker.js',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/llms.txt',
  '/manifest.webmanifest',
  '/og.png',
];

async function pagesOf(outDir: string): Promise<string[]> {
  const files = await filesUnder(outDir);
  for (const path of filesOfEverySite) assert.ok(files.includes(path), path);
  return files.filter((path) => path.endsWith('.html'));
}

describe('npm run build', () => {
  it('builds a publication without posts', async () => {
    const outDir = await build({});
    const pages = fixedRoutes.map(({ address }) => address.replace(/\/$/, '/index.html'));
    assert.deepEqual(await pagesOf(outDir), pages.filter((path) => path.endsWith('.html')).sort());
    assert.equal(
      ((await new Parser().parseString(await readFile(join(outDir, 'feed.xml'), 'utf8'))).items ?? []).length,
      0,
    );
    assert.match(await readFile(join(outDir, 'index.html'), 'utf8'), /No articles yet/);
  });

  it('builds a publication with one post, which has no recommendations', async () => {
    const outDir = await build({ 'posts/only.md': post({ title: 'The only one' }) });
    const page = await readFile(join(outDir, 'posts/only/index.html'), 'utf8');
    assert.match(page, /<h1[^>]*>The only one<\/h1>/);
    assert.doesNotMatch(page, /Recommended articles|Read next/);
  });

  it('writes no file at an address that an alias may have', async () => {
    const files = {
      'posts/only.md': post({ tags: '[C++]', authors: '[ann]', series: 's' }, '![A](only.svg)'),
      'posts/only.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      'authors/ann.md': '---\nname: Ann\n---\n',
      'series/s.md': '---\ntitle: S\n---\n',
      'pages/about.md': '---\ntitle: About\n---\n',
    };
    const paths = await filesUnder(await build(files));
    const aliases = paths.map((path) => `  - ${JSON.stringify(encodeURI(path))}`);
    const folder = await writePublication({
      ...files,
      'posts/taker.md': ['---', 'title: T', 'date: 2026-01-02', 'aliases:', ...aliases, '---', ''].join('\n'),
    });
    const { output } = await runScript('check', { ...env, CONTENT_DIR: folder });
    for (const [at, path] of paths.entries())
      assert.ok(output.includes(`posts/taker.md:${at + 5}:5\n`), path);
  });

  it('leaves drafts and scheduled posts out of every file', async () => {
    const { outDir, output } = await buildWithOutput({
      'posts/draft.md': post({ title: 'SECRET', draft: 'true', tags: '[SECRET]' }),
      'posts/later.md': post({ title: 'SECRET', date: '2026-11-24', aliases: '[/SECRET/]' }),
    });
    assert.match(
      output,
      /^Not published: 1 draft, 1 scheduled post\. Next: \S*later\.md at 2026-11-24T00:00Z\.$/m,
    );
    for (const path of await filesUnder(outDir)) {
      assert.doesNotMatch(path, /draft|later|secret/i);
      if (!/\.(png|ico|woff2)$/.test(path))
        assert.doesNotMatch(await readFile(join(outDir, path), 'utf8'), /SECRET/, path);
    }
  });

  it('publishes nothing from hidden files or files outside the content, whatever refers to them', async () => {
    const secret = 'CANARY-7f3a';
    const folder = await writePublication({
      'secret.txt': secret,
      'secret.png': Buffer.concat([await blackSquare(8), Buffer.from(secret)]),
      'content/.env': secret,
      'content/posts/.drafts/a.md': post({ title: secret }, secret),
      'content/posts/unused.txt': secret,
      'content/posts/fine.png': await blackSquare(8),
      'content/posts/fine.mp4': 'fine',
      'content/posts/fine.txt': 'fine',
      'content/posts/drawing.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="../../secret.png" width="9" height="9"/></svg>',
      'content/posts/post.md': post(
        {},
        [
          '[x](fine.txt) ![x](drawing.svg) ![x](file:///secret.png) <a href="file:///secret.txt">x</a>',
          '<picture><source srcset="../../secret.png"><img src="fine.png" srcset="../../secret.png 2x" alt=""></picture>',
          '<video src="fine.mp4"><source srcset="../../secret.txt"></video> <source src="../../secret.txt">',
          '<object data="../../secret.txt"></object> <embed src="../../secret.txt"> <iframe src="../.env"></iframe>',
          '<script src="../../secret.txt"></script> <svg><image href="../../secret.png"/></svg>',
          '::video[x]{src="file:///secret.txt" poster="file:///secret.png"}',
          '```mermaid alt="x"\nflowchart LR\n  a["<img src=../../secret.png>"] --> b@{ img: "../../secret.png" }\n```',
          '$$\\includegraphics{../../secret.png} \\href{file:///secret.txt}{x}$$',
        ].join('\n\n'),
      ),
    });
    const OUT_DIR = join(folder, 'out');
    const { code, output } = await runScript('build', {
      ...env,
      CONTENT_DIR: join(folder, 'content'),
      OUT_DIR,
    });
    assert.equal(code, 0, output);
    assert.match(output, /\d\d warnings: npm run check lists them/);
    const files = await filesUnder(OUT_DIR);
    assert.ok(files.some((path) => path.endsWith('/fine.txt')));
    for (const path of files) assert.ok(!(await readFile(join(OUT_DIR, path))).includes(secret), path);
  });

  it('publishes a scheduled post when its time has come', async () => {
    const folder = await writePublication({ 'posts/later.md': post({ date: '2026-11-24T08:00:00+01:00' }) });
    const outDir = join(folder, 'out');
    const at = (BUILD_TIME: string) =>
      runScript('build', { ...env, BUILD_TIME, CONTENT_DIR: folder, OUT_DIR: outDir });
    assert.equal((await at('2026-11-24T06:59:59Z')).code, 0);
    await assert.rejects(access(join(outDir, 'posts/later/index.html')));
    assert.equal((await at('2026-11-24T07:00:00Z')).code, 0);
    await access(join(outDir, 'posts/later/index.html'));
  });

  it('starts every address with BASE_PATH', async () => {
    const outDir = await build(await strangeFiles(), {
      SITE_URL: 'https://here.example',
      BASE_PATH: '/repo',
    });
    const texts = (await filesUnder(outDir)).filter(
      (path) => isText(path) && !hostFileNames.includes(path.slice(1)),
    );
    for (const path of texts) {
      const text = await readFile(join(outDir, path), 'utf8');
      const [wrong] = /https:\/\/here\.example(?!\/repo\/).{0,40}/.exec(text) ?? [];
      assert.equal(wrong, undefined, path);
      for (const [element] of path.endsWith('.html') ? text.matchAll(/<[a-z][^<>]*>/g) : [])
        assert.doesNotMatch(
          element,
          / (?:href|src|poster|action|cite)="\/(?!repo\/)| srcset="(?:[^"]*, )?\/(?!repo\/)/,
          path,
        );
    }
  });

  it('writes the same bytes with and without a cache', slow, async () => {
    const digests = async (outDir: string) => {
      const files = await filesUnder(outDir);
      const contents = await Promise.all(files.map((path) => readFile(join(outDir, path))));
      return files.map(
        (path, at) =>
          `${path} ${createHash('sha256')
            .update(contents[at] ?? '')
            .digest('hex')}`,
      );
    };
    const first = await digests(await build(await strangeFiles()));
    await clearCache();
    const second = await digests(await build(await strangeFiles()));
    assert.deepEqual(second, first);
  });
});

describe('npm run build refuses', () => {
  it('a publication with errors: it reports all of them, exits with 1 and keeps the existing site', async () => {
    const folder = await writePublication({
      'posts/a.md': 'Just text.\n',
      'posts/b.md': post({ desciption: 'x' }),
      'posts/c.md': post({}, '[x](gone.md)'),
    });
    const outDir = join(folder, 'out');
    await mkdir(outDir);
    await writeFile(join(outDir, 'index.html'), 'the last good site');
    const { code, output } = await runScript('build', { CONTENT_DIR: folder, OUT_DIR: outDir });
    assert.equal(code, 1);
    for (const name of ['a', 'b', 'c']) assert.ok(output.includes(`posts/${name}.md:`), output);
    assert.match(output, /3 errors\./);
    assert.equal(await readFile(join(outDir, 'index.html'), 'utf8'), 'the last good site');
  });

  it('an output folder with other files, and deletes nothing', async () => {
    const folder = await writePublication({ 'posts/a.md': post(), 'elsewhere/notes.txt': 'mine' });
    const OUT_DIR = join(folder, 'elsewhere');
    const { code, output } = await runScript('build', { CONTENT_DIR: folder, OUT_DIR });
    assert.equal(code, 1);
    assert.match(output, /OUT_DIR: .* contains files that no build has written/);
    assert.equal(await readFile(join(OUT_DIR, 'notes.txt'), 'utf8'), 'mine');
  });
});
