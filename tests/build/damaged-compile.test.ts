import assert from 'node:assert/strict';
import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { compiledAppDir } from '../../lib/cache/paths';
import { slow } from '../helpers/slow';
import { smallSite } from '../helpers/small-site';

describe('the compiled app', () => {
  it('is compiled again if one of its files is damaged', slow, async () => {
    const small = await smallSite();
    const site = await small.build();
    const paths = await readdir(join(compiledAppDir, 'static/media'));
    const font = paths.find((path) => path.endsWith('.woff2'));
    assert.ok(font);
    await truncate(join(compiledAppDir, 'static/media', font), 10);
    assert.equal(await small.build(), site);
  });
});
