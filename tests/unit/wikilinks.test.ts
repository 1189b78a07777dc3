import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bodyOf, readBody } from '../../lib/content/body';
import { wikilinksToMarkdown } from '../../lib/markdown/wikilinks';
import { inTemporary, readFolder, writeFolder } from '../helpers/content-folders';
import { blackSquare } from '../helpers/images';
import { post } from '../helpers/publication';

const square = await blackSquare(600);
const settings = { language: 'en', markdown: { wikilinks: true, headingIds: true } };

/** What the text of the post `a` refers to. */
const others: Record<string, string | Uint8Array> = {
  'content/posts/2026/grinding-stones.md': post(
    { title: 'How *stones* grind' },
    '## Dressing the stone\n\nText.',
  ),
  'content/posts/weir/index.md': post({ title: 'The weir', slug: 'weirs' }, '## Old {#first}\n\nText.'),
  'content/posts/draft.md': post({ title: 'A draft', draft: 'true' }),
  'content/posts/same.md': post({ title: 'Same' }),
  'content/pages/same.md': '---\ntitle: Same page\n---\n\nText.\n',
  'content/pages/about.md': '---\ntitle: About us\n---\n\nText.\n',
  'content/authors/ann.md': '---\nname: Ann Miller\n---\n\nText.\n',
  'content/posts/weir/beside.png': square,
  'content/attachments/mill.png': square,
  'content/attachments/plan.pdf': '%PDF',
  'content/attachments/2019/twice.png': square,
  'content/attachments/2020/twice.png': square,
};

/** Reads a publication with one more post, `a`. */
async function read(text: string, isOn = true) {
  const folder = writeFolder({ ...others, 'content/posts/a.md': post({}, text) });
  const { publication, reports } = await readFolder(
    folder,
    isOn ? settings : { language: 'en', markdown: { headingIds: true } },
  );
  const entry = publication?.entries.find(({ slug }) => slug === 'a');
  const html = entry && (await inTemporary(async () => readBody(bodyOf(entry, {}), '').html));
  return { entry, html: html ?? '', reports };
}

const htmlOf = async (text: string) => {
  const { html, reports } = await read(text);
  assert.deepEqual(reports, []);
  return html;
};

describe('A wikilink', () => {
  it('is shown as typed, with a warning, unless they are turned on', async () => {
    const { html, reports } = await read('See [[about]].', false);
    assert.match(html, /See \[\[about\]\]\./);
    assert.match(reports[0]?.message ?? '', /"\[\[about\]\]" is a wiki link/);
    assert.match(reports[0]?.fix ?? '', /"wikilinks: true"/);
  });

  it('names a document by its file name, slug, title or path, whatever the case', async () => {
    for (const name of [
      'grinding-stones',
      'Grinding-Stones',
      'How *stones* grind',
      '2026/grinding-stones',
      'posts/2026/grinding-stones.md',
    ])
      assert.match(
        await htmlOf(`See [[${name}]].`),
        /See <a href="\/posts\/grinding-stones\/">How \*stones\* grind<\/a>\./,
      );
    for (const name of ['weir', 'weirs', 'the weir'])
      assert.match(await htmlOf(`[[${name}]]`), /<a href="\/posts\/weirs\/">The weir<\/a>/);
    assert.match(await htmlOf('[[About us]]'), /<a href="\/about\/">About us<\/a>/);
    assert.match(await htmlOf('[[ann]]'), /<a href="\/authors\/ann\/">Ann Miller<\/a>/);
  });

  it('has its own text, or that of the heading', async () => {
    assert.match(
      await htmlOf('[[weir|the *old* `weir`]]'),
      /<a href="\/posts\/weirs\/">the <em>old<\/em> <code>weir<\/code><\/a>/,
    );
    assert.match(
      await htmlOf('[[grinding-stones#Dressing the stone]]'),
      /<a href="\/posts\/grinding-stones\/#dressing-the-stone">How \*stones\* grind › Dressing the stone<\/a>/,
    );
    assert.match(await htmlOf('[[grinding-stones#dressing-the-stone|here]]'), /#dressing-the-stone">here</);
    assert.match(await htmlOf('[[weir#Old]]'), /\/posts\/weirs\/#first">/);
    assert.match(await htmlOf('## One two\n\n[[#One two]]'), /<a href="\/posts\/a\/#one-two">One two<\/a>/);
  });

  it('can be in a table, with its bar escaped', async () => {
    assert.match(
      await htmlOf('| A | B |\n|---|---|\n| [[weir\\|x]] | ![[beside.png\\|y]] |'),
      /<td><a href="\/posts\/weirs\/">x<\/a><\/td>\n<td>.*<img[^>]* alt="y"/,
    );
  });

  it('leads to an attachment', async () => {
    assert.match(
      await htmlOf('[[plan.pdf]], [[plan.pdf|the plan]]'),
      /plan\.pdf" download[^>]*>plan\.pdf<\/a>, <a[^>]*>the plan<|>plan\.pdf<\/a>, <a[^>]*>the plan</,
    );
  });

  it('is not one in code, in a link, in HTML or after a backslash', async () => {
    const text =
      '`[[about]]` \\[[about]] <span title="[[about]]">x</span>\n\n```\n[[about]]\n```\n\n[[toc]](/about/)';
    const { html } = await read(text);
    assert.doesNotMatch(html, /About us/);
    assert.equal(html.match(/\[\[about\]\]/g)?.length, 4);
  });

  it('is part of the text for search, excerpts and word counts', async () => {
    const { entry } = await read('[[weir]] [[about|now here]] and more.');
    assert.equal(entry?.text.excerpt, 'The weir now here and more.');
    assert.equal(entry?.text.words, 6);
  });

  it('counts as a link for recommendations', async () => {
    const { entry } = await read('[[weir]]');
    assert.deepEqual([...(entry?.resolved.links.values() ?? [])], ['/posts/weirs/']);
  });
});

describe('An embedded image', () => {
  it('is next to the post, or anywhere in the content folder', async () => {
    assert.match(await htmlOf('![[mill.png|A mill]]'), /<img[^>]* alt="A mill"/);
    assert.match(await htmlOf('![[2019/twice.png|A mill]]'), /<img[^>]* alt="A mill"/);
    assert.match(await htmlOf('Text ![[beside.png|A \\| b]] text'), /<img[^>]* alt="A \| b"/);
  });

  it('keeps its text if it has a size, which has no effect', async () => {
    const { html, reports } = await read('![[mill.png|A mill|300]]');
    assert.match(html, /alt="A mill"/);
    assert.match(reports[0]?.message ?? '', /the size 300 .* has no effect/);
  });
});

describe('What a wikilink cannot do is reported at its place:', () => {
  const cases: [text: string, column: number, message: RegExp, fix: RegExp][] = [
    [
      'x [[grindin-stones]]',
      3,
      /broken link to \[\[grindin-stones\]\]: no document/,
      /write \[\[grinding-stones\]\]/,
    ],
    ['x [[About uss|y]]', 3, /broken link to \[\[About uss\|y\]\]/, /write \[\[About us\]\]/],
    ['[[same]]', 1, /may be pages\/same or posts\/same/, /\[\[pages\/same\]\]/],
    ['[[draft]]', 1, /broken link to \[\[draft\]\]: .* is a draft/, /publish/],
    ['[[weir]] [[weir#Odl|a]]', 10, /broken link to \[\[weir#Odl\|a\]\]: .* has no heading or ID "Odl"/, /./],
    ['[[weir#^a1]]', 1, /leads to a block/, /\[\[weir#Heading\]\]/],
    ['![[weir]]', 1, /embeds a document/, /\[\[weir\]\]/],
    ['![[clip.mp4]]', 1, /is not an image/, /::video/],
    ['[[weir]] ![[mill.png]]', 10, /no alternative text/, /!\[\[mill\.png\|What it shows\]\]/],
    ['![[mill.png|300]]', 1, /no alternative text/, /!\[\[mill\.png\|What it shows\]\]/],
    ['![[none.png|x]]', 1, /missing file none\.png/, /./],
    ['![[twice.png|x]]', 1, /may be attachments\/2019\/twice\.png or/, /./],
    ['[[weir|x\\]]', 1, /cannot be a link here/, /as plain text/],
    ['[see [[weir]]](/about/)', 6, /is a wiki link, which is shown as plain text/, /./],
    ['[[weir]] and [x](nowhere.md)', 14, /broken link to nowhere\.md/, /./],
  ];
  for (const [text, column, message, fix] of cases)
    it(text, async () => {
      const { reports } = await read(`Text.\n\n${text}`);
      const [report, ...more] = reports.filter(({ message }) => !/the size/.test(message));
      assert.deepEqual(more, []);
      assert.match(report?.message ?? '', message);
      assert.match(report?.fix ?? '', fix);
      assert.equal(`${report?.line}:${report?.column}`, `8:${column}`);
    });
});

describe('Many wikilinks', () => {
  it('to a long title do not make a text of any length', () => {
    const targets = { b: { document: 'b.md', title: 'b'.repeat(10_000) } };
    const { text, problems } = wikilinksToMarkdown('[[b]] '.repeat(1000), targets, 'a.md', {});
    assert.ok(text.length < 10_000);
    assert.match(problems[0]?.message ?? '', /the 1000 wikilinks of this text/);
  });
});

describe('In every text', () => {
  const pieces = [
    '[[b]]',
    '[[b|c]]',
    '![[d.png|e]]',
    '[[unknown]]',
    '`[[b]]`',
    '\\',
    '|',
    ' ',
    '\n',
    '\n\n',
    '# ',
    '> ',
    '- ',
    '*',
    '`',
    '[',
    ']',
    '(',
    'x',
    '| [[b\\|c]] |\n|---|\n',
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
  const targets = { b: { document: '../b.md', title: 'A *b* [c] | `d`' }, '!d.png': { file: 'd.png' } };
  const convert = (text: string) => wikilinksToMarkdown(text, targets, 'a.md', {});

  it('everything but wikilinks stays, on the same line, and places are found again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { text: edited, edits, placeOf } = convert(text);
        assert.equal(edited.split('\n').length, text.split('\n').length);
        let [from, to] = [0, 0];
        for (const { start, end, text: link } of edits) {
          assert.equal(edited.slice(to, to + start - from), text.slice(from, start));
          assert.match(text.slice(start, end), /^!?\[\[.*\]\]$/);
          const line = text.slice(0, start).split('\n').length;
          const columnOf = (all: string, at: number) => at - all.lastIndexOf('\n', at - 1);
          const place = placeOf({ line, column: columnOf(edited, to + start - from) });
          assert.deepEqual(
            [place.line, place.column, place.written],
            [line, columnOf(text, start), text.slice(start, end)],
          );
          [to, from] = [to + start - from + link.length, end];
        }
        assert.equal(edited.slice(to), text.slice(from));
      }),
      { numRuns: 300 },
    );
  });

  it('every wikilink in prose becomes a link or an image, or is reported', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { edits, problems, unknown } = convert(text);
        const links = edits.filter(({ text }) => /^!?\[.*\]\((?:\.\.\/b\.md|d\.png)\)$/.test(text));
        assert.equal(links.length + unknown.length, edits.length);
        assert.ok(problems.length <= links.length);
      }),
      { numRuns: 300 },
    );
  });
});
