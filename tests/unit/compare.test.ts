import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { runScript } from '../helpers/command';
import { writePublication } from '../helpers/publication';

const page = (text: string) => `<!doctype html><title>A page</title><p>${text}</p>`;

async function compare(before: Record<string, string>, after: Record<string, string>) {
  const folder = await writePublication({
    ...Object.fromEntries(Object.entries(before).map(([name, text]) => [`before/${name}`, text])),
    ...Object.fromEntries(
      Object.entries(after).flatMap(([name, text]) => [
        [`after/${name}`, text] as const,
        [`after/${name}.br`, brotliCompressSync(text)] as const,
      ]),
    ),
  });
  return runScript('compare', {}, [join(folder, 'before'), join(folder, 'after')]);
}

describe('npm run compare', () => {
  it('lists the pages that an edit changes, with their sizes', async () => {
    const { code, output } = await compare(
      { 'index.html': page('Home'), 'posts/a/index.html': page('A'), 'posts/b/index.html': page('B') },
      { 'index.html': page('Home'), 'posts/a/index.html': page('An A'), 'posts/c/index.html': page('C') },
    );
    assert.equal(code, 0, output);
    assert.match(output, /^1 new, 1 changed, 1 removed, 1 unchanged\.$/m);
    assert.match(output, /^\| `\/posts\/c\/` \| 0\.\d KB \| new \|$/m);
    assert.match(output, /^\| `\/posts\/a\/` \| 0\.\d KB \| 0\.\d KB \|$/m);
    assert.match(output, /^\| `\/posts\/b\/` \| removed \| \|$/m);
    assert.match(output, /^No broken links\.$/m);
  });

  it('fails if there are broken links, and lists them', async () => {
    const { code, output } = await compare(
      { 'index.html': page('Home') },
      {
        'index.html': page(
          '<a href="/posts/a/">A</a> <a href="/posts/gone/">B</a> <img src="no.png"> <a href="https://example.org/gone/">C</a> <a href="https://[/">D</a>',
        ),
        'posts/a/index.html': page(
          '<a href="../../">Home</a> <a href="/posts/a">Here</a> <a href="#here">Here</a>',
        ),
      },
    );
    assert.equal(code, 1);
    assert.match(output, /\*\*3 broken links\*\*/);
    assert.match(output, /^- `\/` links to `\/posts\/gone\/`$/m);
    assert.match(output, /^- `\/` links to `no\.png`$/m);
    assert.match(output, /^- `\/` links to `https:\/\/\[\/`$/m);
  });

  it('requires two folders with sites', async () => {
    const { code, output } = await runScript('compare', {}, ['out']);
    assert.equal(code, 1);
    assert.match(output, /Expected the folders of two sites: npm run compare -- BEFORE AFTER/);
    const empty = await compare({ 'index.html': page('Home') }, { 'feed.xml': '<rss/>' });
    assert.equal(empty.code, 1);
    assert.match(empty.output, /after has no index\.html/);
  });
});
