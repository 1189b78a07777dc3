import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { compiledAppDir } from '../../lib/cache/paths';
import { runScript } from '../helpers/command';
import { digestsOf } from '../helpers/digests';
import { slow } from '../helpers/slow';
import { smallSite } from '../helpers/small-site';

describe('the compilation', slow, () => {
  let small: Awaited<ReturnType<typeof smallSite>>;
  let site: string;
  before(async () => {
    small = await smallSite();
    site = await small.build();
  });

  it('fails with one sentence if Next exits early with code 0', async () => {
    await rm(`${compiledAppDir}.record`);
    const { code, output } = await runScript('build', {
      ...small.env,
      NODE_OPTIONS: `--import=data:text/javascript,setTimeout(()=>process.argv[1].includes('next')&&process.exit(0),0).unref()`,
    });
    assert.equal(code, 1, output);
    assert.match(output, /^next build exited with code 0 before it finished: .*$/m);
    assert.doesNotMatch(output, /^ +at /m, 'no stack trace');
    assert.equal(await digestsOf(small.env.OUT_DIR), site, 'the existing site is unchanged');
    assert.equal(await small.build(), site, 'the next build compiles again');
  });
});
