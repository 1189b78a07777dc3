import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinSegments } from '../../lib/content/body';
import { renderMarkdown } from '../../lib/markdown/render';

const all = {
  headingIds: true,
  definitionLists: true,
  emoji: true,
  highlight: true,
  subscript: true,
  superscript: true,
};

async function render(markdown: string, extensions = {}) {
  const { html, warnings, text, headings } = await renderMarkdown(markdown, 'en', extensions);
  const body = joinSegments(html.segments, { links: {}, assets: {} }, '').trim();
  return { body, warnings: warnings.map(({ message }) => message), text, headings };
}

describe('syntax of other systems', () => {
  const cases: [name: string, markdown: string, on: string, off: RegExp][] = [
    ['a subscript', 'H~2~O', '<p>H<sub>2</sub>O</p>', /single tildes/],
    ['a superscript', 'x^2^', '<p>x<sup>2</sup></p>', /is a superscript/],
    ['a highlight', 'A ==b *c*== d', '<p>A <mark>b <em>c</em></mark> d</p>', /is a highlight/],
    ['an emoji', ':tada: and :+1:', '<p>🎉 and 👍</p>', /is an emoji shortcode/],
    [
      'a definition list',
      'Term\n: One\n: *Two*',
      '<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd><em>Two</em></dd>\n</dl>',
      /is a definition list/,
    ],
    ['the id of a heading', '## A b {#c}', '<h2 id="c"><a href="#c">A b</a></h2>', /is an attribute list/],
  ];
  for (const [name, markdown, on, off] of cases) {
    it(`${name} works where it is turned on`, async () => {
      const { body, warnings } = await render(markdown, all);
      assert.equal(body, on);
      assert.deepEqual(warnings, []);
    });
    it(`${name} is plain text with a warning elsewhere`, async () =>
      assert.match((await render(markdown)).warnings.join(), off));
  }

  it('leaves code, links and what is escaped as they are', async () => {
    const { body } = await render(
      '`==a==` `:tada:` [b](https://x.org/==c==:tada:) \\==d== \\:tada: 10:30:45',
      all,
    );
    assert.equal(
      body,
      '<p><code>==a==</code> <code>:tada:</code> <a href="https://x.org/==c==:tada:" rel="external noopener">b</a> ==d== :tada: 10:30:45</p>',
    );
  });
  it('warns of an emoji that does not exist', async () =>
    assert.match(
      (await render(':no-such-emoji:', all)).warnings.join(),
      /":no-such-emoji:" is not the name of an emoji/,
    ));
  it('has its words in search', async () =>
    assert.equal((await render('Term\n: Definition', all)).text, 'Term\nDefinition'));
});

describe('the id of a heading', () => {
  const ids = async (markdown: string) =>
    (await render(markdown, all)).headings.map(({ id, text }) => [id, text]);
  it('keeps the text and the code before it', async () =>
    assert.deepEqual(await ids('## A `b` {#c} ##\n\nD {#e.f}\n---'), [
      ['c', 'A b'],
      ['e.f', 'D'],
    ]));
  it('does not take braces that are text', async () =>
    assert.deepEqual(await ids('## A {b}\n\n## C \\{#d}\n\n## `{#e}`'), [
      ['a-b', 'A {b}'],
      ['c-sharp-d', 'C {#d}'],
      ['sharp-e', '{#e}'],
    ]));
  it('can be an anchor in the heading', async () =>
    assert.deepEqual(await ids('## <a name="old"></a>A\n\n## B <a id="older"></a>'), [
      ['old', 'A'],
      ['older', 'B'],
    ]));
});
