import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runScript } from './command';
import { digestsOf } from './digests';
import { post, writePublication } from './publication';

/** A publication of one post, with a function to build it. */
export async function smallSite() {
  const folder = await writePublication({ 'posts/one.md': post({}, '```js\nlet a;\n```') });
  const env = {
    CONTENT_DIR: folder,
    OUT_DIR: join(folder, 'built'),
    SITE_URL: 'https://example.org',
    BUILD_TIME: '2026-11-23T00:00:00Z',
  };
  /** Builds the site, which must succeed. @returns the digests of its files */
  const build = async () => {
    const { code, output } = await runScript('build', env);
    assert.equal(code, 0, output);
    return digestsOf(env.OUT_DIR);
  };
  return { env, build };
}
