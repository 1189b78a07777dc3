import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { swapIn } from '../../lib/build/swap-in';
import { takeTrees } from '../../lib/build/trees';
import { siteDir } from '../../lib/cache/paths';
import { clearCache } from '../helpers/clear-cache';
import { digestsOf } from '../helpers/digests';
import { writePublication } from '../helpers/publication';

/** The number of random sequences of builds. */
const runs = Number(process.env.RUNS ?? 60);

/** Paths that are sometimes a file and sometimes a folder. */
const paths = ['/index.html', '/a', '/a/x', '/a/x/y', '/a/z', '/b/x', '/b/c/d', '/b-c', '/e/f/g/h'];

/** A site: the content of each of its files. No file has the path of a folder. */
const sites = fc
  .dictionary(fc.constantFrom(...paths), fc.constantFrom('1', '2'), { maxKeys: paths.length })
  .map((files) => {
    const all = { ...files, '/index.html': files['/index.html'] ?? '1' };
    const isFolder = (path: string) => Object.keys(all).some((other) => other.startsWith(`${path}/`));
    return Object.fromEntries(Object.entries(all).filter(([path]) => !isFolder(path)));
  });

/** What somebody does in the folder that is served. Without `index.html`, a build refuses to replace it. */
const meddling = fc.record({
  kind: fc.constantFrom('nothing', 'nothing', 'delete', 'add', 'replace', 'move', 'link', 'clear'),
  path: fc.constantFrom(...paths.slice(1)),
});

function meddle(outDir: string, { kind, path }: { kind: string; path: string }) {
  const file = join(outDir, path);
  try {
    if (kind === 'delete') rmSync(file, { recursive: true, force: true });
    if (kind === 'add') writeFileSync(`${file}.txt`, 'added');
    if (kind === 'move') renameSync(file, `${file}.moved`);
    if (kind === 'clear') rmSync(outDir, { recursive: true });
    if (kind === 'replace' || kind === 'link') {
      rmSync(file, { recursive: true });
      if (kind === 'link') symlinkSync('/tmp', file);
      else writeFileSync(file, '3');
    }
  } catch {
    // There is nothing to meddle with.
  }
}

describe('the site that is swapped in', () => {
  it('has the files of the build, whatever changed in it or in the site before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(sites, meddling), { minLength: 3, maxLength: 9 }),
        async (builds) => {
          await clearCache(['cache', 'staged']);
          const outDir = join(await writePublication({}), 'out');
          let before: Record<string, string> = {};
          for (const [site, meddled] of builds) {
            const trees = await takeTrees();
            const changed = new Set(
              [...Object.keys(before), ...Object.keys(site)].filter((path) => before[path] !== site[path]),
            );
            for (const path of changed) rmSync(join(siteDir, path), { recursive: true, force: true });
            for (const path of changed) {
              if (site[path] === undefined) continue;
              mkdirSync(dirname(join(siteDir, path)), { recursive: true });
              writeFileSync(join(siteDir, path), site[path]);
            }
            const files = Object.keys(site).map((path) => ({ path }));
            await swapIn(files, outDir, { changed, trees });
            assert.equal(await digestsOf(outDir), await digestsOf(siteDir));
            meddle(outDir, meddled);
            before = site;
          }
        },
      ),
      { numRuns: runs },
    );
  });
});
