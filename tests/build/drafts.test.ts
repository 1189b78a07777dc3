import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { readHeaders } from '../../lib/hosts/header-file';
import { filesUnder } from '../../lib/util/files';
import { clearCache } from '../helpers/clear-cache';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { blackSquare } from '../helpers/images';
import { post, writePublication } from '../helpers/publication';
import { slow } from '../helpers/slow';

interface Preview {
  title: string;
  state: string;
  url: string;
}

const secrets = ['a'.repeat(32), 'b'.repeat(32)] as const;
const shared = { series: 'rivers', tags: '[Water]', authors: '[ann]' };

/** A draft and a scheduled post, with everything that a site could show of them elsewhere. */
const drafts = {
  'content/posts/xylographic.md': post(
    {
      title: 'Zymurgical weirs',
      draft: 'true',
      aliases: '[/old/xylographic/]',
      cover: 'square.png',
      coverAlt: 'A square',
      ...shared,
    },
    'A draft about mills. See [the next](quixotry.md) and [mills](mills.md).\n\n![A chart](https://images.example/a.png)\n\n$x^2$',
  ),
  'content/posts/square.png': await blackSquare(400),
  'content/posts/quixotry.md': post(
    { title: 'Quotidian locks', date: '2026-12-24 09:00', updated: '2026-12-25', ...shared },
    'About mills and locks. See [the draft](/posts/xylographic/).',
  ),
};

describe('npm run build -- --drafts', () => {
  let folder: string;
  const out = () => join(folder, 'out');
  const read = (path: string) => readFileSync(join(out(), path), 'utf8');
  const run = (args: string[], secret = '', time = '2026-11-23T00:00:00Z') =>
    runScript(
      'build',
      {
        CONTENT_DIR: join(folder, 'content'),
        OUT_DIR: out(),
        SITE_URL: 'https://example.org',
        BUILD_TIME: time,
        PREVIEW_SECRET: secret,
      },
      args,
    );
  /** Builds with drafts. @returns the digests of the site, and where the drafts are, by title */
  const build = async (secret: string, time?: string) => {
    const { code, output } = await run(['--drafts', '--json'], secret, time);
    assert.equal(code, 0, output);
    const { previews } = JSON.parse(output.split('\n').findLast((line) => line.startsWith('{')) ?? '');
    const paths = new Map((previews as Preview[]).map(({ title, url }) => [title, new URL(url).pathname]));
    return { digests: await digestsOf(out()), paths };
  };
  const buildWithout = async () => {
    const { code, output } = await run([]);
    assert.equal(code, 0, output);
    return { digests: await digestsOf(out()), output };
  };
  /** The files of the site outside of the folders of drafts, as readers and crawlers get them. */
  const publicFiles = async () =>
    (await filesUnder(out()))
      .filter((path) => !path.startsWith('/preview/'))
      .map((path): [path: string, content: Buffer] => {
        const bytes = readFileSync(join(out(), path));
        if (path.endsWith('.br')) return [path, brotliDecompressSync(bytes)];
        return [path, path.endsWith('.gz') ? gunzipSync(bytes) : bytes];
      });

  let without: string;
  let first: Awaited<ReturnType<typeof build>>;
  before(async () => {
    folder = await writePublication({
      'content/authors/ann.md': '---\nname: Ann\n---\n',
      'content/series/rivers.md': '---\ntitle: Rivers\n---\n',
      'content/posts/mills.md': post({ title: 'Mills', ...shared }, 'About mills and water.'),
      'content/posts/weirs.md': post({ title: 'Weirs', ...shared }, 'About weirs and water.'),
      ...drafts,
    });
    ({ digests: without } = await buildWithout());
    first = await build(secrets[0]);
  });

  it('needs a secret, and says how to make one', async () => {
    const { code, output } = await run(['--drafts']);
    assert.equal(code, 1);
    assert.match(output, /PREVIEW_SECRET: expected a secret of at least 32 characters.*randomBytes\(32\)/);
    assert.match((await run(['--drafts'], 'short')).output, /found 5/);
    assert.equal(await digestsOf(out()), first.digests);
  });

  it('prints each draft at an address that nobody can guess, marked as a draft, and not for search engines', () => {
    const { paths } = first;
    assert.deepEqual([...paths.keys()].sort(), ['Quotidian locks', 'Zymurgical weirs']);
    for (const path of paths.values()) {
      assert.match(path, /^\/preview\/[\da-f]{32}\/$/);
      assert.match(read(`${path}index.html`), /<meta name="robots" content="noindex">/);
      assert.equal(readHeaders(read('_headers'))(path).get('X-Robots-Tag'), 'noindex');
      assert.ok(!existsSync(join(out(), path, 'index.md')));
    }
    const page = read(`${paths.get('Zymurgical weirs')}index.html`);
    assert.match(page, /<p role="note"[^>]*>Draft\. Not published yet/);
    assert.match(page, new RegExp(`href="${paths.get('Quotidian locks')}"`));
    assert.match(page, /href="\/posts\/mills\/"/);
    assert.match(page, /<img src="\/media\//);
    assert.doesNotMatch(page, /xylographic/);
    // The policy that hosts send allows what the page shows.
    const policy = readHeaders(read('_headers'))(paths.get('Zymurgical weirs') ?? '').get(
      'Content-Security-Policy',
    );
    assert.match(policy ?? '', /img-src [^;]*https:\/\/images\.example/);
    assert.match(
      read(`${paths.get('Quotidian locks')}index.html`),
      /<p role="note"[^>]*>Not published yet, and not for everyone until 24 December 2026/,
    );
  });

  it('shows nothing of a draft anywhere else: not its slug, title or address, also in compressed files', async () => {
    const [one = '', two = ''] = [...first.paths.values()].map((path) => path.split('/')[2]);
    const files = await publicFiles();
    assert.ok(
      files.some(([path]) => path.endsWith('.br')) && files.some(([path]) => path === '/sitemap.xml'),
    );
    for (const [path, content] of files)
      for (const word of ['xylographic', 'zymurgical', 'quixotry', 'quotidian', one, two])
        assert.ok(
          !`${path}\n${content.toString('latin1')}`.toLowerCase().includes(word),
          `${path} contains ${word}`,
        );
  });

  it('changes nothing else but the rules for hosts', () => {
    const before = new Set(without.split('\n'));
    const changed = first.digests.split('\n').filter((line) => !before.has(line));
    const others = changed
      .map((line) => line.split(' ')[0]?.replace(/\.(?:br|gz)$/, '') ?? '')
      .filter((path) => !/^\/(?:preview|media)\//.test(path));
    assert.deepEqual([...new Set(others)].sort(), ['/Caddyfile', '/_headers', '/nginx.conf', '/vercel.json']);
  });

  it('leaves no trace when it is left out again, and has the same bytes as a clean build', slow, async () => {
    const { digests, output } = await buildWithout();
    assert.equal(digests, without);
    assert.match(
      output,
      /^Not published: 1 draft, 1 scheduled post\. Next: \S*quixotry\.md at 2026-12-24T09:00Z\.$/m,
    );
    assert.equal((await build(secrets[0])).digests, first.digests);
    const other = await build(secrets[1]);
    for (const [title, path] of other.paths) {
      assert.notEqual(path, first.paths.get(title));
      assert.ok(!existsSync(join(out(), first.paths.get(title) ?? '')), 'the old address is gone');
    }
    await clearCache(['cache', 'index', 'recommended']);
    assert.equal((await build(secrets[1])).digests, other.digests);
  });

  it('keeps the address of a draft until it is published', async () => {
    writeFileSync(
      join(folder, 'content/posts/xylographic.md'),
      post({ title: 'Another title', draft: 'true' }, 'Another text.'),
    );
    writeFileSync(
      join(folder, 'content/posts/quixotry.md'),
      post({ title: 'Quotidian locks', date: '2026-12-24 09:00' }),
    );
    const { paths } = await build(secrets[0], '2026-12-24T09:00:00Z');
    assert.deepEqual([...paths], [['Another title', first.paths.get('Zymurgical weirs')]]);
    assert.ok(!existsSync(join(out(), first.paths.get('Quotidian locks') ?? '')));
    assert.match(read('posts/quixotry/index.html'), /<h1[^>]*>Quotidian locks</);
  });
});
