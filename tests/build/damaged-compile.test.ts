import assert from 'node:assert/strict';
import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { smallSite } from '../helpers/small-site';

const compiledDir = '.letterpress/compiled-app';

describe('the compiled app', () => {
  let small: Awaited<ReturnType<typeof smallSite>>;
  let site: string;
  before(async () => {
    small = await smallSite();
    site = await small.build();
  });

  for (const [condition, folder, name, damage] of [
    ['a font is truncated', 'static/media', /\.woff2$/, (file: string) => truncate(file, 10)],
    ['a manifest is missing', 'server/app', /page_client-reference-manifest\.js$/, rm],
  ] as const)
    it(`is compiled again if ${condition}`, async () => {
      const paths = await readdir(join(compiledDir, folder), { recursive: true });
      const path = paths.find((path) => name.test(path));
      assert.ok(path);
      await damage(join(compiledDir, folder, path));
      assert.equal(await small.build(), site);
    });
});
