import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bibTeX } from '../../lib/citations/bibtex';
import { readBibliography } from '../../lib/citations/read';
import { renderMarkdown } from '../../lib/markdown/render';

const bibliography = `
@inproceedings{haas2017,
  author = {Haas, Andreas and Rossberg, Andreas and {The Wasm Group}},
  title = {Bringing the Web up to Speed with {WebAssembly}},
  booktitle = {PLDI}, year = {2017}, pages = {185--200}, doi = {10.1145/3062341.3062363}
}
@book{knuth1984, author = {Knuth, Donald E.}, title = {The {\\TeX}book}, publisher = {Addison-Wesley}, year = {1984}}
`;
const csl = JSON.stringify([
  {
    id: 'haas2017',
    type: 'paper-conference',
    title: 'Bringing the Web up to Speed with WebAssembly',
    author: [
      { family: 'Haas', given: 'Andreas' },
      { family: 'Rossberg', given: 'Andreas' },
      { literal: 'The Wasm Group' },
    ],
    'container-title': 'PLDI',
    issued: { 'date-parts': [[2017]] },
    page: '185-200',
    DOI: '10.1145/3062341.3062363',
  },
  {
    id: 'knuth1984',
    type: 'book',
    title: 'The TeXbook',
    author: [{ family: 'Knuth', given: 'Donald E.' }],
    publisher: 'Addison-Wesley',
    issued: { 'date-parts': [[1984]] },
  },
]);

const worksOf = (name: string, text: string) => {
  const { works, problems } = readBibliography(name, text);
  assert.deepEqual(problems, []);
  return works;
};
const render = async (markdown: string) =>
  renderMarkdown(markdown, 'en', {}, worksOf('references.bib', bibliography));
const htmlOf = ({ html }: Awaited<ReturnType<typeof render>>) => html.segments.join('');

describe('a bibliography', () => {
  it('gives the same works from BibTeX and from CSL-JSON', async () => {
    assert.deepEqual(
      JSON.parse(JSON.stringify([...worksOf('references.bib', bibliography).values()])),
      JSON.parse(JSON.stringify([...worksOf('references.json', csl).values()])),
    );
  });

  it('has no markup in its texts', async () => {
    const works = worksOf(
      'references.json',
      '[{"id": "a", "title": "On <i>x</i><script>alert(1)</script>", "URL": "https://example.org/"}]',
    );
    assert.equal(works.get('a')?.title, 'On xalert(1)');
  });

  const wrong: [what: string, name: string, text: string, line: number, message: RegExp][] = [
    ['invalid JSON', 'references.json', '[\n{"id": "a",\n]', 3, /not valid JSON/],
    ['no list', 'references.json', '{"id": "a"}', 1, /not a list/],
    ['a work without a title', 'references.json', '[\n{"id": "a"}]', 2, /the work "a" has no "title"/],
    ['a work without a key', 'references.json', '[\n{"title": "A"}]', 2, /a work has no "id"/],
    [
      'a script as URL',
      'references.json',
      '[{"id": "a", "title": "A",\n"URL": "javascript:alert(1)"}]',
      2,
      /invalid "URL"/,
    ],
    [
      'a key twice',
      'references.json',
      '[{"id":"a","title":"A"},\n{"id":"a","title":"B"}]',
      2,
      /"a" appears twice/,
    ],
    ['BibTeX that does not end', 'references.bib', '@book{a,\n  title = {A', 2, /not valid BibTeX/],
    [
      'an entry without a title',
      'references.bib',
      '\n@book{a, year = {1984}}',
      2,
      /the work "a" has no "title"/,
    ],
  ];
  for (const [what, name, text, line, message] of wrong)
    it(`with ${what} is an error at its place`, async () => {
      const { problems } = readBibliography(name, text);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(problems[0]?.line, line);
    });
});

describe('a citation', () => {
  it('is a note that leads to the list of references', async () => {
    const html = htmlOf(await render('It is fast [@haas2017, pp. 185–186].'));
    assert.match(html, /It is fast<sup><a href="#fn-cite-1"[^>]*data-note="1">1<\/a><\/sup>\./);
    assert.match(
      html,
      /<li id="fn-cite-1">\s*<p><a href="#work:haas2017">Haas et al\. 2017<\/a>, pp\. 185–186\./,
    );
    assert.match(
      html,
      /<section class="references"[^>]*><h2>References<\/h2><ul><li id="work:haas2017">Andreas Haas, Andreas Rossberg, and The Wasm Group \(2017\)\. <a href="https:\/\/doi\.org\/10\.1145\/3062341\.3062363"[^>]*>Bringing the Web up to Speed with WebAssembly\.<\/a> <cite>PLDI<\/cite> 185–200\.<\/li><\/ul>/,
    );
  });

  it('may have words before it, and several works', async () => {
    const html = htmlOf(await render('Formal [see @haas2017; @knuth1984, ch. 3].'));
    assert.match(
      html,
      /<p>see <a href="#work:haas2017">Haas et al\. 2017<\/a>; <a href="#work:knuth1984">Knuth 1984<\/a>, ch\. 3\./,
    );
  });

  it('that is repeated has one note', async () => {
    const html = htmlOf(await render('One [@knuth1984]. Two [@knuth1984].'));
    assert.equal(html.match(/<li id="fn-cite/g)?.length, 1);
    assert.equal(html.match(/<li id="work:/g)?.length, 1);
  });

  it('is plain text in code, after a backslash, and without a bibliography', async () => {
    const html = htmlOf(await render('`[@knuth1984]` and \\[@knuth1984]'));
    assert.match(html, /<code>\[@knuth1984\]<\/code> and \[@knuth1984\]/);
    assert.doesNotMatch(html, /references/);
    const { html: plain, warnings } = await renderMarkdown('See [@knuth1984].', 'en');
    assert.deepEqual(plain.segments, ['<p>See [@knuth1984].</p>\n']);
    assert.match(warnings[0]?.fix ?? '', /references\.bib/);
  });

  it('of an unknown work is an error with the nearest key', async () => {
    const { problems } = await render('Text.\n\nSee [@knuth1948].');
    assert.deepEqual(problems, [
      {
        line: 3,
        column: 5,
        message: 'the work "knuth1948" is not in the bibliography; expected one of its keys',
        fix: 'write [@knuth1984]',
      },
    ]);
  });

  it('is a note with a list of references in the Markdown copy, too', async () => {
    const written = 'It is [@knuth1984].';
    const { replaced } = await render(written);
    assert.deepEqual(
      replaced.map(({ text }) => text),
      [
        '[^cite-1]',
        '\n\n[^cite-1]: Knuth 1984.\n\n## References\n\n- Donald E. Knuth (1984). The TeXbook. Addison-Wesley.\n',
      ],
    );
  });
});

describe('the BibTeX entry of a post', () => {
  it('is read by a BibTeX parser as it was meant', async () => {
    const entry = bibTeX({
      title: 'Braces {}, 100 % & a_b: $x^2$ \\ ~',
      authors: [
        { name: 'Ada Example', organization: false },
        { name: 'The Runtime Desk', organization: true },
      ],
      day: '2026-03-01',
      publication: 'Quiet Rivers',
      url: 'https://rivers.example/posts/a_b/',
    });
    const [work] = worksOf('references.bib', entry).values();
    assert.deepEqual(JSON.parse(JSON.stringify(work)), {
      key: 'example2026braces',
      type: 'document',
      title: 'Braces {}, 100 % & a_b: $x^2$ \\ ~',
      authors: [{ family: 'Example', given: 'Ada' }, { family: 'The Runtime Desk' }],
      publisher: 'Quiet Rivers',
      date: '2026-03',
      url: 'https://rivers.example/posts/a_b/',
    });
  });
});
