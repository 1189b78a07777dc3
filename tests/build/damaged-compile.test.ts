import assert from 'node:assert/strict';
import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';

const compiledDir = '.letterpress/press';

describe('the compiled app', () => {
  let env: Record<string, string>;
  let site: string;
  const build = async () => {
    const { code, output } = await runScript('build', env);
    assert.equal(code, 0, output);
    return digestsOf(env.OUT_DIR ?? '');
  };
  before(async () => {
    const folder = await writePublication({ 'posts/one.md': post({}, '```js\nlet a;\n```') });
    env = {
      CONTENT_DIR: folder,
      OUT_DIR: join(folder, 'built'),
      SITE_URL: 'https://example.org',
      BUILD_TIME: '2026-11-23T00:00:00Z',
    };
    site = await build();
  });

  for (const [what, folder, name, harm] of [
    ['a font is cut off', 'static/media', /\.woff2$/, (file: string) => truncate(file, 10)],
    ['a manifest is missing', 'server/app', /page_client-reference-manifest\.js$/, rm],
  ] as const)
    it(`is compiled again where ${what}`, async () => {
      const paths = await readdir(join(compiledDir, folder), { recursive: true });
      const path = paths.find((path) => name.test(path));
      assert.ok(path);
      await harm(join(compiledDir, folder, path));
      assert.equal(await build(), site);
    });
});
