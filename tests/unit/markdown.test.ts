import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { type DefaultTreeAdapterMap, Parser, type Token } from 'parse5';
import { htmlToHast } from 'satteri';
import { visit } from 'unist-util-visit';
import { joinSegments } from '../../lib/content/body';
import { findDestination } from '../../lib/markdown/destination';
import { parseFragment } from '../../lib/markdown/html';
import { renderMarkdown } from '../../lib/markdown/render';
import { tagsIn } from '../../lib/markdown/tags';

const html = async (markdown: string) =>
  joinSegments((await renderMarkdown(markdown, 'en')).html.segments, { links: {}, assets: {} }, '');

describe('the styles of footnotes', () => {
  it('do not apply to lists inside a footnote', async () => {
    const css = await readFile('app/_styles/notes.css', 'utf8');
    assert.doesNotMatch(css.replaceAll('.footnotes > ol > li', '').replaceAll('(> ol > li', ''), /\bli\b/);
  });
});

describe('the headings of a text', () => {
  const headings = async (markdown: string) =>
    (await renderMarkdown(markdown, 'en')).headings.map(({ id, text }) => [id, text]);

  it('have no footnote numbers', async () => {
    assert.deepEqual(await headings('## Results[^1]\n\n## [^1]\n\n[^1]: Note.'), [['results', 'Results']]);
  });
  it('contain the alternative text of their images', async () => {
    assert.deepEqual(await headings('## ![A logo](//x.org/a.png)\n\n## On ![one](//x.org/a.png)'), [
      ['a-logo', 'A logo'],
      ['on-one', 'On one'],
    ]);
  });
  it('leave out headings without text', async () => {
    assert.deepEqual(await headings('## \n\n## <img src="//x.org/a.png" alt="">\n\n## Last'), [
      ['last', 'Last'],
    ]);
  });
});

describe('Markdown becomes', () => {
  const cases: [name: string, markdown: string, expected: RegExp][] = [
    [
      'a table with an empty corner',
      '| | a |\n|---|---|\n| 1 | 2 |',
      /<thead>\s*<tr>\s*<td><\/td>\s*<th[^>]*>a<\/th>/,
    ],
    ['a table with aligned cells', '| a | b |\n|---|--:|\n| 1 | 2 |', /<td class="align-right">2<\/td>/],
    [
      'a table that can be scrolled with the keyboard',
      '| a |\n|---|\n| 1 |',
      /<div class="table-scroll" role="region" aria-label="Table" tabindex="0"><table>/,
    ],
    ['a task list with labels', '- [x] done\n- [ ] open', /aria-label="Done">[\s\S]*aria-label="To do">/],
    [
      'an autolink with its rel attribute',
      'https://example.org/x',
      /<a href="https:\/\/example.org\/x" rel="external noopener">/,
    ],
    ['a strikethrough', '~~no~~', /<del>no<\/del>/],
    [
      'a footnote with a link back',
      'a[^n]\n\n[^n]: Note.',
      /href="#fn-n"[\s\S]*id="fn-n"[\s\S]*href="#fnref-n"/,
    ],
    ['typographic punctuation', `"it's" -- so...`, /“it’s” – so…/],
    [
      'a heading that links to itself',
      '## The `WIT` way',
      /<h2 id="the-wit-way"><a href="#the-wit-way">The <code>WIT<\/code> way<\/a><\/h2>/,
    ],
    [
      'headings one level lower if the author wrote a first-level heading',
      '# One\n\n## Two',
      /<h2 id="one">[\s\S]*<h3 id="two">/,
    ],
    [
      'headings without gaps if the author skipped a level',
      '## One\n\n#### Two\n\n#### Three\n\n### Four\n\n## Five',
      /<h2 id="one">[\s\S]*<h3 id="two">[\s\S]*<h3 id="three">[\s\S]*<h3 id="four">[\s\S]*<h2 id="five">/,
    ],
    [
      'no heading below the sixth level',
      '# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F',
      /<h6 id="e">[\s\S]*<h6 id="f">/,
    ],
    [
      'a callout',
      '> [!WARNING]\n> Mind.',
      /<div class="callout warning" role="note" aria-label="Warning">[\s\S]*Mind\./,
    ],
    ['a quote that is not a callout', '> [!WHAT]\n> Mind.', /<blockquote>/],
    [
      'a figure with its caption',
      ':::figure\n![Alt](https://x.org/a.png)\n\nThe *caption*.\n:::',
      /<figure><img src="https:\/\/x.org\/a.png" alt="Alt" fetchpriority="high"><figcaption>The <em>caption<\/em>\.<\/figcaption><\/figure>/,
    ],
    [
      'a gallery with one caption',
      ':::gallery\n![A](a.png)\n![B](b.png)\n\nBoth.\n:::',
      /<figure class="gallery"><img [^>]*src="a\.png"[^>]*> ?\n?<img [^>]*src="b\.png"[^>]*><figcaption>Both\.<\/figcaption><\/figure>/,
    ],
    [
      'a pull quote that screen readers skip',
      'It has to know every verb.\n\n:::pull\nIt has to know every verb.\n:::',
      /<blockquote class="pull" aria-hidden="true">\n?<p>It has/,
    ],
    ['an aside', ':::aside\nBy the way.\n:::', /<div class="aside" role="note">/],
    [
      'a local video that plays on demand',
      '::video[A clip]{src="a.mp4"}',
      /<figure class="video"><a href="a\.mp4" class="play" data-clip=""><span>A clip<\/span><\/a><\/figure>/,
    ],
    [
      'a link to a video on another host',
      '::video[A talk]{src="https://vimeo.com/1"}',
      /<a class="play" href="https:\/\/vimeo\.com\/1" rel="external noopener" data-player=/,
    ],
    [
      'highlighted code without styles',
      '```rust\nfn main() {}\n```',
      /<pre tabindex="0" data-lang="rust"><code><span class="tk">fn<\/span>/,
    ],
    [
      'code with a title',
      '```js title="a.js"\n1\n```',
      /<figure class="code"><figcaption><span class="title">a\.js<\/span> <span class="lang">JavaScript<\/span><\/figcaption><pre/,
    ],
    ['code with marked lines', '```js {2}\na\nb\n```', /<span class="line highlighted">/],
    ['code with marked lines and spaces', '```js {3, 1 - 2}\na\nb\n```', /<span class="line highlighted">/],
    [
      'code with diff markers',
      '```js\na // [!code --]\nb // [!code ++]\n```',
      /class="line diff remove"[\s\S]*class="line diff add"/,
    ],
    [
      'plain code if the language is unknown',
      '```nonsense\n<a>\n```',
      /<figure class="code"><pre tabindex="0" data-lang="nonsense"><code>&#x3C;a>/,
    ],
    ['text with colons, unchanged', 'wasi:http:types at 10:30:45', /wasi:http:types at 10:30:45/],
    [
      'raw HTML with allowed elements',
      '<kbd>K</kbd> <mark>m</mark> <abbr title="x">A</abbr>',
      /<kbd>K<\/kbd> <mark>m<\/mark> <abbr title="x">A<\/abbr>/,
    ],
    [
      'a link instead of an embedded video player',
      '<iframe src="https://www.youtube-nocookie.com/embed/x" title="A talk"></iframe>',
      /^<a class="play" href="https:\/\/www\.youtube\.com\/watch\?v=x" rel="external noopener" data-player="https:\/\/www\.youtube-nocookie\.com\/embed\/x\?autoplay=1"><span>A talk</,
    ],
    [
      'a link to a video on a host without a player',
      '::video[A talk]{src="https://media.example/talk.webm"}',
      /<figure class="video"><a class="play" href="https:\/\/media\.example\/talk\.webm" rel="external noopener"><span>A talk</,
    ],
  ];
  for (const [name, markdown, expected] of cases)
    it(name, async () => assert.match(await html(markdown), expected));

  it('text without losing a letter, however many colons it has', async () => {
    const words = fc.array(fc.constantFrom('a', 'b1', '30', ':', '::', '/', '[x]', ' ', '{y}'), {
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(words, async (pieces) => {
        const text = `Begin ${pieces.join('')} end`;
        const tree = htmlToHast(await html(text), { fragment: true }) as Root;
        assert.equal(textOf(tree).replace(/\s+/g, ' ').trim(), text.replace(/\s+/g, ' '));
      }),
      { numRuns: 200 },
    );
  });
  it('headings with unique ids', async () => {
    const { headings, ids } = await renderMarkdown('## A\n\n## A\n\n## Recommended\n\n## main', 'en');
    assert.deepEqual(
      headings.map((heading) => heading.id),
      ['a', 'a-1', 'recommended-1', 'main-1'],
    );
    assert.equal(new Set(ids).size, ids.length);
  });
  it('an excerpt of whole sentences, without code', async () => {
    const { excerpt } = await renderMarkdown(
      '```js\ncode\n```\n\nOne sentence. Two here.\n\n## H\n\nThree.',
      'en',
    );
    assert.equal(excerpt, 'One sentence. Two here.');
  });
  it('the length of each section, from the first rank of headings that the author uses', async () => {
    const { sections, words } = await renderMarkdown(
      'One two.\n\n### Three\n\nFour.\n\n#### Five\n\n> ## Six\n\n### Seven\n\n## Eight\n\n### Nine',
      'en',
    );
    assert.deepEqual(sections, [2, 4, 1, 2]);
    assert.equal(words, 9);
  });
  it('a number of words, counted by the rules of the language', async () => {
    assert.equal((await renderMarkdown('One two `three`.', 'en')).words, 3);
    assert.ok((await renderMarkdown('我们今天学习网页组装', 'zh')).words >= 4);
  });
  it('references with their lines and columns', async () => {
    const { references } = await renderMarkdown('x\n\n😀 [a](b.md) and ![c](d.png)', 'en');
    assert.deepEqual(
      references.map(({ kind, url, line, column }) => ({ kind, url, line, column })),
      [
        { kind: 'link', url: 'b.md', line: 3, column: 4 },
        { kind: 'image', url: 'd.png', line: 3, column: 18 },
      ],
    );
  });
});

describe('hostile Markdown', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href="java\tscript:alert(1)">a</a>',
    '![a](javascript:alert(1))',
    '<svg onload=alert(1)><script>1</script></svg>',
    '<iframe src="https://evil.example/"></iframe>',
    '<iframe srcdoc="<script>1</script>"></iframe>',
    '<math><mi xlink:href="javascript:1">x</mi></math>',
    '<form action="https://evil.example/"><input name=a><button>b</button></form>',
    '<style>*{display:none}</style>',
    '<p style="position:fixed">x</p>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<object data="x"></object><embed src="x">',
    '<a href="data:text/html,<script>1</script>">d</a>',
    '<a href="vbscript:x">v</a>',
    '[r]\n\n[r]: javascript:alert(1)',
    '<<script>script>alert(1)<</script>/script>',
    '</div></main><script>1</script>',
    '<!--><script>1</script>-->',
    '<noscript><p title="</noscript><script>1</script>">',
    '```html\n</code></pre><script>1</script>\n```',
    '<video src="javascript:1" onerror=1></video>',
    ':::figure{onclick=x}\n![a](a.png)\n:::',
    '::video[x]{src="javascript:alert(1)"}',
    '<a id="recommended" name="getElementById">x</a>',
    '<a href="//evil.example" data-footnote-ref>x</a>',
    '<iframe src="https://www.youtube.com/redirect?q=https://evil.example"></iframe>',
  ];
  const allowedSchemes = /^(https?|mailto|xmpp|ircs?|tel):|^#|^\/\/|^[\w.]*$/;
  const check = async (markdown: string) => {
    const tree = htmlToHast(await html(markdown), { fragment: true }) as Root;
    visit(tree, 'element', (node: Element) => {
      assert.ok(
        ![
          'script',
          'style',
          'object',
          'embed',
          'base',
          'meta',
          'form',
          'svg',
          'math',
          'iframe',
          'template',
          'link',
        ].includes(node.tagName),
        node.tagName,
      );
      if (node.properties.dataPlayer !== undefined)
        assert.match(
          String(node.properties.dataPlayer),
          /^https:\/\/(www\.youtube-nocookie\.com\/embed|player\.vimeo\.com\/video)\/[\w-]+\?/,
        );
      for (const [name, value] of Object.entries(node.properties)) {
        assert.ok(!/^on/i.test(name) && !['style', 'srcDoc', 'formAction', 'action'].includes(name), name);
        if (['href', 'src', 'poster'].includes(name)) assert.match(String(value), allowedSchemes);
      }
    });
  };
  for (const attack of attacks) it(`is harmless: ${JSON.stringify(attack)}`, () => check(attack));

  it('is harmless in a random mixture', async () => {
    const pieces = fc.constantFrom(
      ...attacks,
      '\n\n',
      '> ',
      '- ',
      '**',
      '`',
      '<div>',
      '</div>',
      '"',
      "'",
      '>',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), (mixed) => check(mixed.join(''))),
      { numRuns: 300 },
    );
  });
});

describe('the source of a quotation', () => {
  it('is a URL or a path of the site, as browsers read it', async () => {
    for (const cite of [
      '/&#9;/evil.example',
      '/\\evil.example',
      '/&#10;\\evil.example',
      '//evil.example',
      'a/',
    ])
      assert.doesNotMatch(await html(`<blockquote cite="${cite}">Text</blockquote>`), /cite/, cite);
    for (const cite of ['/posts/a/', 'https://example.org/'])
      assert.match(await html(`<blockquote cite="${cite}">Text</blockquote>`), /cite="[^"]*\/"/, cite);
  });
});

describe('highlighting', () => {
  const spans = async (code: string) =>
    (await html(`\`\`\`js\n${code}\n\`\`\``)).match(/<span class="t/g)?.length ?? 0;

  it('skips lines that are too long', async () => {
    assert.ok((await spans(`let a = "${'x'.repeat(980)}";`)) > 0);
    assert.equal(await spans(`let a = "${'x'.repeat(1000)}";`), 0);
  });

  it('skips the longest lines if there are too many', async () => {
    const long = `let b = "${'x'.repeat(900)}";\n`;
    assert.equal(await spans(`let a = 1;\n${long.repeat(20)}`), await spans('let a = 1;'));
  });
});

describe('HTML that would become much longer', () => {
  const opened = Array.from({ length: 180 }, (_, at) => `<b id=${at}>`).join('');
  const closed = '</b>'.repeat(180);
  const blocks = '<p>x</p>'.repeat(300);
  /** Ways to make the open elements look closed, or to hide them. */
  const disguises: [name: string, html: string][] = [
    ['plain', `<p>${opened}</p>${blocks}`],
    ['after a comment that ends in --!>', `<!-- x --!><p>${opened}</p>${blocks}`],
    ['after an empty comment', `<!--><p>${opened}</p>${blocks}`],
    ['after a <textarea>', `<textarea><!--</textarea><p>${opened}</p>${blocks}`],
    ['after a <style>', `<style><!--</style><p>${opened}</p>${blocks}`],
    ['after CDATA', `<svg><![CDATA[><!--]]></svg><p>${opened}</p>${blocks}`],
    ['closed in an <object>', `<p>${opened}<object>${closed}</object></p>${blocks}`],
    ['closed in a cell', `<p>${opened}<table><td>${closed}</table></p>${blocks}`],
    ['closed in a drawing', `<p>${opened}<svg><foreignObject>${closed}</foreignObject></svg></p>${blocks}`],
    ['closed in a <select>', `<p>${opened}<select>${closed}</select></p>${blocks}`],
    ['with the blocks in an <object>, which is removed', `<p>${opened}<object>${blocks}</object></p>`],
    ['with a long attribute', `<p><b title="${'x'.repeat(10_000)}"></p>${blocks}`],
  ];
  for (const [name, html] of disguises)
    it(`is refused: ${name}`, async () => {
      const { problems } = await renderMarkdown(`Text.\n\n<br>\n\n<div>${html}</div>`, 'en');
      assert.deepEqual(
        problems.map(({ line, message }) => [line, message.split(' are not closed')[0]]),
        [[5, 'elements such as <b> and <font>']],
      );
    });

  it('is parsed like the native parser does, if it is accepted', () => {
    for (const html of [
      '<table><p class="a b" hidden>x<tr><td colspan=2>y</table>',
      '<b><p>x</b>y</p><a href=x>a<a href=y>b',
      '<svg viewbox="0 0 1 1" xlink:href="#a"><foreignobject><p>x</svg>',
      '<noscript><p>x</noscript><template><td>y</template><iframe src=a><b></iframe>',
      '<input type=checkbox checked disabled width=10 data-foo=x aria-label=y style="a:b">&amp;&notit;',
      '<!-- x --!>y<textarea>\n<b></textarea><pre>\n\nx</pre><math><mi><b>x</mi></math>',
      '<p constructor=x __proto__=y title>x',
    ])
      assert.deepEqual(parseFragment(html), {
        type: 'root',
        children: (htmlToHast(html.replace(/ constructor=x __proto__=y/, ''), { fragment: true }) as Root)
          .children,
      });
  });
});

describe('the tags in HTML', () => {
  class Tags extends Parser<DefaultTreeAdapterMap> {
    found: string[] = [];
    override onStartTag(token: Token.TagToken) {
      this.found.push(format(token.tagName, token.attrs));
      super.onStartTag(token);
    }
    override onEndTag(token: Token.TagToken) {
      this.found.push(`/${token.tagName}`);
      super.onEndTag(token);
    }
  }
  const format = (name: string, attributes: { name: string; value: string }[]) =>
    `${name} ${attributes.map(({ name, value }) => `${name}=${value}`).join(' ')}`;
  const pieces = [
    ...[
      '<a b=c>',
      '<b c="d>" e>',
      '</b>',
      `<i x='"' y=">">`,
      '<g a= b/>',
      'x',
      '<',
      '"',
      "'",
      '=',
      '/',
      '<!d>',
    ],
    ...['<!-- x -->', '<!-- x --!>', '<!-->', '<!--->', '<!--', '-->', '--!>', '<?x>', '</3>', '</', '<!'],
    ...['<![CDATA[ x > ]]>', '<![CDATA[', ']]>', '<svg>', '</svg>', '<svg/>', '<math>', '</math>', '<mi>'],
    ...['<foreignObject>', '</foreignObject>', '<title>', '</title>', '<textarea>', '</textarea>', '<style>'],
    ...['</STYLE >', '<script>', '</script>', '<iframe src=x>', '</iframe>', '<noscript>', '<p>', '<br/>'],
  ];

  it('are the same as those of an HTML parser', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const html = parts.join('');
        const parser = Tags.getFragmentParser(undefined, { scriptingEnabled: false }) as Tags;
        parser.tokenizer.write(html, true);
        const found = [...tagsIn(html)].map(({ name, isEnd, attributes }) =>
          isEnd ? `/${name}` : format(name, attributes),
        );
        assert.deepEqual(found, parser.found, html);
      }),
      // A fixed seed, because `tagsIn` does not know that </b> ends the drawing in <b><svg></b>.
      { numRuns: 1000, seed: 1 },
    ));
});

describe('the name of a built-in property of objects is treated like any other name:', () => {
  /** In these, each % is replaced with a name. */
  const templates = [
    ...['a <%>b</%>', '<b %="x:y">a</b>', '<a href="%">x</a> <a href="%:x">y</a>', '<p id="%">x</p>'],
    ...['<img src="%:x" alt="%" %=1>', '<svg %="a"><% /></svg>', '<code class="language-%">x</code>'],
    ...['::%[x]{a=b}', ':::%\nx\n:::', ':::figure{%="x"}\nx\n:::', '::video[x]{src="%"}'],
    ...['::video[x]{src="https://a.b/c.mp4" %="a:b"}', '```%\nx\n```', '```js %="x"\nx\n```'],
    ...['a[^%]\n\n[^%]: b', '[a][%]\n\n[%]: https://a.b/', '[a](%) ![a](%)', '[a](%.md?%=1#%) [b](%:x)'],
    ...['## %\n\n[a](#%)', '> [!%]\n> x', ':%: {{%}} {% % %}', '$$\\%$$', '|%|\n|-|\n|%|'],
    '```mermaid alt="x"\nflowchart LR\n  % --> b[%]\n```',
    '```mermaid alt="x"\nclassDiagram\n  % <|-- b\n```',
  ];
  const reports = async (markdown: string) => {
    const { html: rendered, problems, warnings } = await renderMarkdown(markdown, 'en');
    joinSegments(rendered.segments, { links: {}, assets: {} }, '');
    return [...problems, ...warnings].map(({ message }) => message.toLowerCase());
  };
  for (const name of Object.getOwnPropertyNames(Object.prototype))
    it(name, async () => {
      for (const template of templates) {
        const found = await reports(template.replaceAll('%', name));
        // Underscores mean emphasis.
        if (name.startsWith('_')) continue;
        const usual = await reports(template.replaceAll('%', 'x'.repeat(name.length)));
        const expected = usual.map((message) =>
          message.replaceAll('x'.repeat(name.length), name.toLowerCase()),
        );
        assert.deepEqual(found, expected, template);
      }
    });
});

describe('the destination of a link', () => {
  it('is searched for after a limited number of brackets', () => {
    const link = (size: number) => `[a](b.md '${'](c)'.repeat(size)}')`;
    assert.deepEqual(findDestination(link(40), 'b.md'), { start: 4, end: 8 });
    assert.equal(findDestination(link(20_000), 'b.md'), undefined);
  });
  it('may be followed by a title and spaces only', () => {
    assert.deepEqual(findDestination('[a]: b.md\n  "x" ', 'b.md'), { start: 5, end: 9 });
    assert.deepEqual(findDestination('[a](\nb.md "x" )', 'b.md'), { start: 5, end: 9 });
    assert.equal(findDestination('[a](b.md "](c  d")', 'c'), undefined);
  });
});
