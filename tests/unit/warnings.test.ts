import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderMarkdown } from '../../lib/markdown/render';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

const warningsOf = async (markdown: string) => (await renderMarkdown(markdown, 'en')).warnings;

describe('a warning points at', () => {
  /** A text, and the line, column and part of the message of its only warning. */
  const cases: [markdown: string, line: number, column: number, message: string][] = [
    ['{{< figure src="a.png" >}}', 1, 1, 'a Hugo shortcode'],
    ['a {% include x.html %}', 1, 3, 'a Liquid or Nunjucks tag'],
    ['a {{ page.title }}', 1, 3, 'a template variable'],
    ['a [[page]] b', 1, 3, 'a wiki link'],
    ['![[image.png]]', 1, 1, 'a wiki link'],
    ['%%\nnot for readers\n%%', 1, 1, 'an Obsidian comment'],
    ['%%\n\nnot for readers', 1, 1, 'an Obsidian comment'],
    ['A paragraph. ^block-1', 1, 14, 'the ID of a block in Obsidian'],
    ['> [!tip]-\n> Text', 1, 3, 'a callout that folds'],
    ['![A mill|300](https://example.org/a.png)', 1, 1, 'ends in a size'],
    ['/mill.png "A mill"', 1, 1, 'a content block of iA Writer'],
    ['Text\n/chapters/one.md', 2, 1, 'a content block of iA Writer'],
    ['## Title {#id}', 1, 10, 'an attribute list'],
    ['text\n{: .class}', 2, 1, 'an attribute list'],
    ['[TOC]', 1, 1, 'a table of contents'],
    ['Contents: [TOC]', 1, 11, 'a table of contents'],
    ['[[_TOC_]]', 1, 1, 'a table of contents'],
    ['fine :smile: day', 1, 6, 'an emoji shortcode'],
    ['some ==marked== words', 1, 6, 'a highlight'],
    ['some ++new++ words', 1, 6, 'an insertion'],
    ['H~2~O', 1, 2, 'single tildes'],
    ['[x](my post.md)', 1, 1, 'a link with a space in its URL'],
    ['##NoSpace', 1, 1, 'a heading without a space'],
    ['##\u00a0Title', 1, 1, 'a non-breaking space'],
    ['[text][nowhere]', 1, 1, 'a link to an undefined reference'],
    ['!!! note', 1, 1, 'an admonition'],
    ['| `a|b` | c |\n|---|---|\n| 1 | 2 |', 1, 1, 'this looks like a table, but its header has 3 cells'],
    ['| a | b |\n|---|\n| 1 | 2 |', 1, 1, 'this looks like a table'],
    ['text\n\n## \n\nmore', 3, 1, 'the heading has no text'],
    ['## <img src="https://a.example/a.png" alt="">', 1, 1, 'the heading has no text'],
    ['a\nb\u0002c', 2, 2, 'the text contains the character U+0002'],
    ['a\u001b[2Jb', 1, 2, 'the text contains the character U+001B'],
  ];
  for (const [markdown, line, column, message] of cases)
    it(JSON.stringify(markdown), async () => {
      const warnings = await warningsOf(markdown);
      assert.deepEqual(
        warnings.map((warning) => [warning.line, warning.column]),
        [[line, column]],
        JSON.stringify(warnings),
      );
      assert.ok(warnings[0]?.message.includes(message), warnings[0]?.message);
      assert.ok(warnings[0]?.fix);
    });
});

describe('there is no warning for', () => {
  for (const markdown of [
    '`{{ a }} [[b]] {: .c} ==d==`',
    '```\n{% a %}\n##b\n```',
    '\\[[not a link]]',
    'C# and 10:30:45 and a == b',
    '| `a\\|b` | c |\n|---|---|\n| 1 | 2 |',
    '## <img src="https://a.example/a.png" alt="A chart">',
    '- [ ] open\n- [x] done',
    '<input type="CHECKBOX" checked>',
  ])
    it(JSON.stringify(markdown), async () => {
      assert.deepEqual(await warningsOf(markdown), []);
    });
});

describe('the HTML keeps', () => {
  it('links whose scheme is in capitals, and those of phones and maps', async () => {
    for (const url of [
      'HTTPS://a.example/x',
      'sms:+123',
      'geo:1,2',
      'TEL:+123',
      'mailto:a@b.example',
      'xmpp:a@b.example',
      'magnet:?xt=urn:btih:1',
    ]) {
      const { html, warnings } = await renderMarkdown(`[x](${url})`, 'en');
      const text = html.segments.map((part) => (typeof part === 'string' ? part : '')).join('');
      assert.match(text, new RegExp(`<a href="${url.replace(/[?+.]/g, '\\$&')}"`, 'i'));
      assert.deepEqual(warnings, []);
    }
  });

  it('no input but the checkboxes of task lists', async () => {
    for (const type of ['email', 'text', 'radio', 'button', 'CHECKBOX', 'checkbox']) {
      const { html } = await renderMarkdown(`<input type="${type}">`, 'en');
      const text = html.segments.map((part) => (typeof part === 'string' ? part : '')).join('');
      assert.equal(text.includes('<input'), type.toLowerCase() === 'checkbox', type);
    }
  });

  it('nothing of an element with the name of a directive', async () => {
    const markdown =
      '<lp-pull>one</lp-pull>\n\nA <LP-aside>two</LP-aside>.\n\n<lp-video src="https://youtu.be/x"></lp-video>';
    const { html, warnings } = await renderMarkdown(markdown, 'en');
    const text = html.segments.map((part) => (typeof part === 'string' ? part : '')).join('');
    assert.doesNotMatch(text, /class=/);
    assert.match(text, /one[\s\S]*two/);
    assert.deepEqual(
      warnings.map(({ message }) => /<[\w-]+>/.exec(message)?.[0]),
      ['<lp-pull>', '<lp-aside>', '<lp-video>'],
    );
  });

  it('no link in a heading without text', async () => {
    const { html } = await renderMarkdown('## \n\n## <img src="https://a.example/a.png" alt="">', 'en');
    const text = html.segments.map((part) => (typeof part === 'string' ? part : '')).join('');
    assert.doesNotMatch(text, /<a /);
  });
});

describe('npm run check', () => {
  it('warns about characters that cards show as boxes, once for each title, name and topic', async () => {
    const CONTENT_DIR = await writePublication({
      'posts/a.md': post({ title: 'Runes ᚠᚢ and ᚠ', tags: '[Fine, 𐌰]' }),
      'posts/b.md': post({ title: 'ਗੁਰਮੁਖੀ ଓଡ଼ିଆ བོད་སྐད། ދިވެހި ᏣᎳᎩ ᠮᠣᠩᠭᠣᠯ ✪ 𝔸 👩🏽‍💻 線形' }),
      'authors/desk.md': '---\nname: ᛞ\n---\n',
      'pages/no-card.md': '---\ntitle: ᚠ\n---\n',
    });
    const { code, output } = await runScript('check', { CONTENT_DIR });
    assert.equal(code, 0, output);
    assert.match(output, /^Warnings:/m);
    assert.match(output, /posts\/a\.md:2:8\n.*boxes for ᚠ \(U\+16A0\), ᚢ \(U\+16A2\);/);
    assert.match(output, /posts\/a\.md:4:14\n.*boxes for 𐌰 \(U\+10330\);/);
    assert.match(output, /authors\/desk\.md:2:7\n.*boxes for ᛞ /);
    assert.equal(output.match(/boxes for/g)?.length, 3, output);
  });
  it('prints warnings even if there are errors', async () => {
    const CONTENT_DIR = await writePublication({ 'posts/a.md': post({ tags: 'x, y' }, 'a [[page]] b') });
    const { code, output } = await runScript('check', { CONTENT_DIR });
    assert.equal(code, 1);
    assert.match(output, /^Warning:\n\n.*posts\/a\.md:7:3\n.*a wiki link/m);
    assert.match(output, /posts\/a\.md:4:7\n.*expected a list of strings/);
  });
});

describe('npm run check warns of a link in a scheduled post', () => {
  it('that will be broken when the post is due', async () => {
    const folder = await writePublication({
      'posts/a.md': post({ date: '2026-12-10' }, 'See [b](b.md), [c](c.md) and [d](d.md).'),
      'posts/b.md': post({ draft: 'true' }),
      'posts/c.md': post({ date: '2026-12-11' }),
      'posts/d.md': post({ date: '2026-12-09' }),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder, BUILD_TIME: '2026-12-01' });
    assert.equal(code, 0, output);
    const due = 'will be broken when this post is due, on 2026-12-10';
    assert.match(
      output,
      new RegExp(`posts/a\\.md:6:5\n {2}the link to b\\.md ${due}: \\S*b\\.md is a draft`),
    );
    assert.match(output, new RegExp(`the link to c\\.md ${due}: \\S*c\\.md is scheduled for later`));
    assert.doesNotMatch(output, /the link to d\.md/);
  });
});
