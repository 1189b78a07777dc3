import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

const filler = Array.from({ length: 12 }, (_, at): [string, string] => [
  `posts/filler-${at}.md`,
  post({ title: `Filler ${at}`, date: `2025-01-${10 + at}` }, `Something else, number ${at}.`),
]);
const publication = () =>
  writePublication({
    ...Object.fromEntries(filler),
    'posts/tables.md': post(
      { title: 'Growing shared tables', date: '2026-01-02' },
      'Shared tables hold references, and growing shared tables is a matter of `table.grow`.',
    ),
    'posts/hosts.md': post(
      { title: 'What a host does with shared tables', date: '2026-01-03' },
      '## Shared tables\n\nA host keeps `shared tables` for modules.\n\nIt hands out shared\ntables, references and all.',
    ),
  });

describe('npm run check -- --suggest-links', () => {
  it('suggests a link where a text mentions the subject of another post, but not in headings and code', async () => {
    const { code, output } = await runScript('check', { CONTENT_DIR: await publication() }, [
      '--suggest-links',
    ]);
    assert.equal(code, 0, output);
    assert.match(output, /posts\/hosts\.md:10:14 {2}"shared tables" to \/posts\/tables\/\n/);
    assert.equal(output.match(/"shared tables"/g)?.length, 1, output);
  });

  it('lists the posts that no other post links to', async () => {
    const { output } = await runScript('check', { CONTENT_DIR: await publication() }, ['--suggest-links']);
    assert.match(output, /No post links to:\n[\s\S]*posts\/tables\.md/);
  });
});

describe('npm run recommend', () => {
  it('lists the recommendations for a post with their reasons, and the scores of the candidates', async () => {
    const { code, output } = await runScript('recommend', { CONTENT_DIR: await publication() }, ['hosts']);
    assert.equal(code, 0, output);
    assert.match(output, /^1\. tables {2}\(Also about shared tables\)$/m);
    assert.match(output, /score +text +tags +topics/);
  });

  it('never lists a draft or a scheduled post', () => {
    const states = { published: '2026-01-02', draft: '2026-01-02', scheduled: '2099-01-02' };
    const publications = fc.array(fc.constantFrom(...(Object.keys(states) as (keyof typeof states)[])), {
      minLength: 4,
      maxLength: 12,
    });
    return fc.assert(
      fc.asyncProperty(publications, async (list) => {
        const posts = list.map((state, at): [string, string] => [
          `posts/${state}-${at}.md`,
          post(
            {
              title: 'Shared tables',
              date: states[state],
              draft: String(state === 'draft'),
              tags: '[Tables]',
            },
            'Shared tables.',
          ),
        ]);
        const folder = await writePublication({
          ...Object.fromEntries(posts),
          'posts/one.md': post({ title: 'Shared tables', tags: '[Tables]' }),
        });
        const { code, output } = await runScript('recommend', { CONTENT_DIR: folder }, ['one']);
        assert.equal(code, 0, output);
        assert.doesNotMatch(output, /draft-|scheduled-/);
        const others = list.filter((state) => state === 'published').length;
        assert.equal(output.match(/^\d\. published-/gm)?.length ?? 0, Math.min(5, others), output);
      }),
      { numRuns: 10 },
    );
  });

  it('suggests the nearest slug if there is no such post', async () => {
    const { code, output } = await runScript('recommend', { CONTENT_DIR: await publication() }, ['host']);
    assert.equal(code, 1);
    assert.match(output, /There is no published post "host"\. Did you mean "hosts"\?/);
  });
});
