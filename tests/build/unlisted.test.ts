import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';

const shared = { series: 'rivers', tags: '[Water]', authors: '[ann]' };

describe('an unlisted post', () => {
  let folder: string;
  const out = () => join(folder, 'out');
  const read = (path: string) => readFileSync(join(out(), path), 'utf8');
  const write = (name: string, content: string) =>
    writeFileSync(join(folder, 'content/posts', `${name}.md`), content);
  const run = (command: string) =>
    runScript(command, {
      CONTENT_DIR: join(folder, 'content'),
      OUT_DIR: out(),
      SITE_URL: 'https://example.org',
      BUILD_TIME: '2026-11-23T00:00:00Z',
    });
  const build = async () => {
    const { code, output } = await run('build');
    assert.equal(code, 0, output);
    return digestsOf(out());
  };
  const quiet = (
    more: Record<string, string> = {},
    text = 'About mills, weirs and $x^2$. See [weirs](weirs.md).',
  ) => post({ title: 'Quiet', date: '2026-06-01', unlisted: 'true', part: '2', ...shared, ...more }, text);

  before(async () => {
    folder = await writePublication({
      'content/authors/ann.md': '---\nname: Ann\n---\n',
      'content/series/rivers.md': '---\ntitle: Rivers\n---\n',
      'content/posts/mills.md': post({ title: 'Mills', ...shared }, 'About mills and water.'),
      'content/posts/weirs.md': post({ title: 'Weirs', ...shared, part: '3' }, 'About weirs and water.'),
      'content/posts/locks.md': post({ title: 'Locks' }, 'About locks.'),
    });
  });

  it('adds its own page and changes no other file', async () => {
    const without = await build();
    write('quiet', quiet({ aliases: '[/old/quiet/]', related: '[locks]', tags: '[Water, Only here]' }));
    const added = (await build()).split('\n').filter((line) => !without.split('\n').includes(line));
    const paths = added.map((line) => line.split(' ')[0]?.replace(/\.(?:br|gz)$/, ''));
    assert.deepEqual(
      [...new Set(paths)].sort(),
      // The last are for hosts, not for readers: redirects, and the policy of the page.
      [
        '/old/quiet/index.html',
        '/posts/quiet/index.html',
        '/posts/quiet/og.png',
        ...['Caddyfile', '_headers', '_redirects', 'nginx.conf', 'vercel.json'].map((name) => `/${name}`),
      ].sort(),
    );
  });

  it('has a page with what its author wrote, which search engines leave out', () => {
    const page = read('posts/quiet/index.html');
    assert.match(page, /<meta name="robots" content="noindex">/);
    assert.match(page, /<h1[^>]*>Quiet</);
    assert.match(page, /href="\/tags\/water\/"/);
    assert.match(page, /href="\/posts\/weirs\/"/);
    assert.match(page, /id="next"[\s\S]*href="\/posts\/locks\/"/);
    assert.doesNotMatch(page, /Only here|text\/markdown|oembed|\/series\/rivers/);
  });

  it('can be linked to, and the links are checked', async () => {
    write('locks', post({ title: 'Locks' }, 'About [quiet things](quiet.md#more).'));
    write('quiet', quiet({}, '## More\n\nAbout mills.'));
    await build();
    assert.match(read('posts/locks/index.html'), /href="\/posts\/quiet\/#more"/);
    write('quiet', quiet({}, 'About mills.'));
    const { code, output } = await run('check');
    assert.equal(code, 1);
    assert.match(output, /posts\/locks\.md:6:\d+\n {2}broken link to quiet\.md#more/);
  });

  it('may not be recommended, and alone makes no topic or series', async () => {
    write('quiet', quiet({ tags: '[Alone]' }));
    write('locks', post({ title: 'Locks', related: '[quiet]' }, 'See [alone](/tags/alone/).'));
    const { output } = await run('check');
    assert.match(output, /posts\/locks\.md:4:\d+\n {2}"related" names "quiet", which is unlisted; expected/);
    assert.match(output, /broken link to \/tags\/alone\/: the page does not exist/);
    for (const name of ['mills', 'weirs']) rmSync(join(folder, 'content/posts', `${name}.md`));
    write('locks', post({ title: 'Locks' }));
    write('quiet', quiet({ tags: '[Alone]' }, 'About mills.'));
    await build();
    assert.ok(existsSync(join(out(), 'posts/quiet/index.html')));
    for (const path of ['tags/alone', 'series/rivers']) assert.ok(!existsSync(join(out(), path)), path);
  });
});
