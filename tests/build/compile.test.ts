import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { post, writePublication } from '../helpers/publication';

describe('compiling', () => {
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

  it('fails with one sentence where Next ends early and says that all is well', async () => {
    await rm('.letterpress/press.sealed');
    const { code, output } = await runScript('build', {
      ...env,
      NODE_OPTIONS: `--import=data:text/javascript,setTimeout(()=>process.argv[1].includes('next')&&process.exit(0),0).unref()`,
    });
    assert.equal(code, 1, output);
    assert.match(output, /^next build exited with code 0 before it had finished: .*$/m);
    assert.doesNotMatch(output, /^ +at /m, 'no stack');
    assert.equal(await digestsOf(env.OUT_DIR ?? ''), site, 'the last site stays');
    assert.equal(await build(), site, 'and the next build compiles again');
  });
});
