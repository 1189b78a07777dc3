import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { imageCode, readerCode, searchCode } from '../../lib/cache/code-hash';

/** What a module imports of `lib/`, directly or not. */
async function sourcesOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
  });
  return Object.keys(metafile.inputs);
}

describe('a cache key', () => {
  for (const [entry, places] of [
    ['lib/content/entry.ts', readerCode],
    ['lib/images/encode.ts', imageCode],
    ['lib/search/keep.ts', searchCode],
  ] as const)
    it(`covers all that ${entry} is made of`, async () => {
      const isCovered = (file: string) =>
        places.some((place) => file === place || file.startsWith(`${place}/`));
      assert.deepEqual(
        (await sourcesOf(entry)).filter((file) => !isCovered(file)),
        [],
      );
    });
});
