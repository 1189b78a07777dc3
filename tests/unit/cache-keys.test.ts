import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { imageCode, readerCode, searchCode } from '../../lib/cache/code-hash';
import { themeFile } from '../../lib/cache/paths';

/** All modules that a module imports, directly or not. */
async function sourcesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    tsconfig: process.env.TSX_TSCONFIG_PATH,
  });
  return Object.keys(metafile.inputs);
}

describe('a cache key', () => {
  for (const [entry, covered] of [
    ['lib/content/entry.ts', readerCode],
    // The address of a drawing that uses colors of the theme depends on them (`lib/content/assets.ts`), but not on
    // where its fonts are.
    ['lib/images/encode.ts', [...imageCode, themeFile, 'lib/theme', 'lib/util/packages.ts']],
    ['lib/search/cached.ts', searchCode],
  ] as const)
    it(`covers every module that ${entry} imports`, async () => {
      const isCovered = (file: string) =>
        covered.some((path) => file === path || file.startsWith(`${path}/`));
      assert.deepEqual(
        (await sourcesOf(entry)).filter((file) => !isCovered(file)),
        [],
      );
    });
});
