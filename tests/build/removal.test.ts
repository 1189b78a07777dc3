import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkRemoval } from '../../lib/build/removal';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';

const postsOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`posts/p${at}.md`, post()]));

describe('a build that would remove most pages', () => {
  it('stops with the number of pages, keeps the site, and continues with --yes', async () => {
    const folder = await writePublication(postsOf(12));
    const OUT_DIR = join(folder, 'out');
    const build = (more: Record<string, string>, ...args: string[]) =>
      runScript('build', { CONTENT_DIR: folder, OUT_DIR, ...more }, args);
    const first = await build({});
    assert.equal(first.code, 0, first.output);
    const before = await digestsOf(OUT_DIR);

    const emptied = await build({ BUILD_TIME: '1970-01-01' });
    assert.equal(emptied.code, 1);
    assert.match(
      emptied.output,
      /would remove 12 of the \d+ pages in .*out, such as \/posts\/p0\/.*as of 1970-01-01T00:00:00\.000Z.*npm run build -- --yes\n$/,
    );
    assert.equal(await digestsOf(OUT_DIR), before);
    const again = await build({});
    assert.equal(again.code, 0, again.output);
    assert.equal(await digestsOf(OUT_DIR), before);

    await rm(join(folder, 'posts'), { recursive: true });
    assert.equal((await build({})).code, 1);
    const confirmed = await build({}, '--yes');
    assert.equal(confirmed.code, 0, confirmed.output);
    assert.deepEqual(await readdir(join(OUT_DIR, 'posts')).catch(() => []), []);
  });
});

describe('the limit for removed pages', () => {
  const site = async (posts: string[]) =>
    writePublication(Object.fromEntries(posts.map((slug) => [`posts/${slug}/index.html`, 'page'])));
  const slugs = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`);
  const paths = (posts: string[]) => new Set(posts.map((slug) => `/posts/${slug}/index.html`));
  const check =
    (outDir: string, posts: string[], limit = 0.5) =>
    () =>
      checkRemoval(paths(posts), { outDir, limit, from: 'content' });

  it('is a fraction of the existing site', async () => {
    const outDir = await site(slugs(30));
    assert.doesNotThrow(check(outDir, slugs(15)));
    assert.throws(check(outDir, slugs(14)), /would remove 16 of the 30 pages/);
    assert.throws(check(outDir, slugs(20), 0.3), /would remove 10 of the 30 pages/);
    assert.doesNotThrow(check(outDir, [], 1));
  });
  it('counts posts in folders', async () => {
    const nested = slugs(30).map((slug) => `2026/${slug}`);
    assert.throws(check(await site(nested), []), /would remove 30 of the 30 pages/);
  });
  it('does not apply to a small site, a first build, or folders without pages', async () => {
    assert.doesNotThrow(check(await site(slugs(9)), []));
    assert.doesNotThrow(check(join(await site([]), 'nowhere'), []));
    const folders = Object.fromEntries(slugs(30).map((name) => [`posts/${name}/og.png`, 'image']));
    assert.doesNotThrow(check(await writePublication(folders), []));
  });
});
