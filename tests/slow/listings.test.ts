import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writePublication } from '../helpers/publication';

const listings = 'public/listings';
const names = existsSync(listings) ? readdirSync(listings) : [];

/** Times and the use of memory differ from run to run. */
const withoutMeasures = (output: string) => output.replace(/ *\d+(?:\.\d+)? (ms|µs|KiB)/g, ' … $1').trim();

/** The Markdown of a post. */
function articleOf(slug: string): string {
  const file = [`content/posts/${slug}.md`, `content/posts/${slug}/index.md`].find((path) =>
    existsSync(path),
  );
  assert.ok(file, `There is no post ${slug}`);
  return readFileSync(file, 'utf8');
}

/** The code blocks of an article that show a whole file, by its name. The first one counts: later ones are changes. */
function shownFiles(article: string): Map<string, string> {
  const shown = new Map<string, string>();
  for (const [, name = '', code = ''] of article.matchAll(/^```\w+ title="([^"]+)"[^\n]*\n([\s\S]*?)^```$/gm))
    if (!shown.has(name)) shown.set(name, code);
  return shown;
}

describe('the listings of an article', { skip: names.length === 0 }, () => {
  for (const name of names) {
    it(`${name}: print what expected.txt has`, async () => {
      const folder = await writePublication({});
      cpSync(join(listings, name), folder, { recursive: true });
      const { stdout, stderr, status } = spawnSync('sh', ['run.sh'], {
        cwd: folder,
        encoding: 'utf8',
        // Without this, tests of a listing would report to this one.
        env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      });
      assert.equal(status, 0, stdout + stderr);
      assert.equal(
        withoutMeasures(stdout),
        withoutMeasures(readFileSync(join(listings, name, 'expected.txt'), 'utf8')),
      );
    });

    it(`${name}: are all linked, and the same as in the article`, () => {
      const article = articleOf(name);
      for (const file of readdirSync(join(listings, name)))
        assert.ok(article.includes(`/listings/${name}/${file})`), `${file} is not linked`);
      for (const [file, code] of shownFiles(article))
        if (existsSync(join(listings, name, file)))
          assert.equal(code, readFileSync(join(listings, name, file), 'utf8'), file);
    });
  }
});
