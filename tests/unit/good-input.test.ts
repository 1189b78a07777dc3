import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { parseContentDate } from '../../lib/content/dates';
import { splitSource } from '../../lib/content/source';
import { isSafeSlug, slugify } from '../../lib/slug';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

describe('npm run check takes', { concurrency: 2 }, () => {
  const bom = '\uFEFF';
  const fine: Record<string, string> = {
    'lines that end in CRLF': post({}, 'One.\n\nTwo, [linked](b.md).').replaceAll('\n', '\r\n'),
    'a byte order mark': bom + post(),
    'no newline at the end': post().trimEnd(),
    'a title with quotes': post({ title: String.raw`"She said \"hi\" and 'bye'"` }),
    'a title with a colon, <, & and emoji': post({ title: '"A: B < C & D 🚀"' }),
    'a title of 300 characters': post({ title: 'x'.repeat(300) }),
    'a title that YAML takes for a number': post({ title: '1984' }),
    'tags of every kind': post({ tags: '[C++, C#, .NET, naïve, 中文]' }),
    'a date-time with its zone': post({ date: '2026-01-02T09:30:00+01:00' }),
    'a post without text': '---\ntitle: A\ndate: 2026-01-02\n---\n',
    'links by file, by address and to a heading': post(
      {},
      '[a](b.md) [b](../b.md) [c](../b/) [d](/posts/b/) [e](b.md#part) [f](#here) [g](/tags/) [h](/feed.xml)\n\n## Here',
    ),
    'a post that is left without recommendations': post({ related: 'false', unrelated: '[b]' }),
    'text that looks like a directive': post({}, 'At 10:30 we ran wasi:http/proxy and a:b.'),
  };
  let ran = { code: null as number | null, output: '' };
  before(async () => {
    const posts = Object.values(fine).map((content, at) => [`posts/a${at}.md`, content]);
    const folder = await writePublication({
      ...Object.fromEntries(posts),
      'posts/b.md': post({}, '## Part'),
    });
    ran = await runScript('check', { CONTENT_DIR: folder });
  });
  for (const [at, what] of Object.keys(fine).entries())
    it(what, () => assert.ok(!ran.output.includes(`posts/a${at}.md`), ran.output));

  it('all of these in one publication', () => {
    assert.equal(ran.code, 0, ran.output);
    assert.match(ran.output, /14 documents, no errors/);
  });

  it('a heading that skips a rank, with a warning at its line', async () => {
    const folder = await writePublication({ 'posts/a.md': post({}, '## Part\n\n#### Detail') });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(
      output,
      /posts\/a\.md:\d+:1\n {2}a heading of rank 4 after one of rank 2; .*\n {2}Fix: write ### /,
    );
    assert.match(output, /no errors, 1 warning\./);
  });

  it('a share image that is hardly more than a line, with a warning at its line', async () => {
    const folder = await writePublication({
      'posts/a.md': post({ image: 'a.svg', imageAlt: 'A line' }),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="8"/>',
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /posts\/a\.md:4:8\n {2}a\.svg is shared at 1200 × 8 pixels; expected at least 200/);
    assert.match(output, /no errors, 1 warning\./);
  });

  it('a line of a diagram that nothing comes of, with a warning at it', async () => {
    const diagram = '```mermaid alt="A and B"\nflowchart LR\n  %% a remark\n  a --> b\n  b ~~~ c\n```';
    const folder = await writePublication({ 'posts/a.md': post({}, diagram) });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /posts\/a\.md:10:1\n {2}the diagram is the same without this line; /);
    assert.match(output, /no errors, 1 warning\./);
  });

  it('a publication that is not there yet', async () => {
    const { code, output } = await runScript('check', { CONTENT_DIR: await writePublication({}) });
    assert.equal(code, 0, output);
    assert.match(output, /0 documents/);
  });
});

describe('npm run new', () => {
  it('begins a draft that checks, and never overwrites one', async () => {
    const folder = await writePublication({});
    const env = { CONTENT_DIR: folder, BUILD_TIME: '2026-05-06T00:00:00Z' };
    const first = await runScript('new', env, ['What', 'is "WASI": a guide?']);
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /posts\/what-is-wasi-a-guide\.md\n$/);
    const check = await runScript('check', env);
    assert.equal(check.code, 0, check.output);
    const second = await runScript('new', env, ['What is WASI a guide']);
    assert.equal(second.code, 1);
    assert.match(second.output, /is there already/);
  });

  it('asks for a title', async () => {
    const { code, output } = await runScript('new', { CONTENT_DIR: await writePublication({}) });
    assert.equal(code, 1);
    assert.match(output, /A post needs a title/);
  });
});

describe('a slug', () => {
  it('keeps tags apart that only punctuation tells apart', () => {
    const tags = ['C', 'C++', 'C#', '.NET', 'NET', 'naïve', 'naive', '中文', 'R&D', 'node.js'];
    assert.deepEqual(tags.map(slugify), [
      'c',
      'c-plus-plus',
      'c-sharp',
      'dot-net',
      'net',
      'naïve',
      'naive',
      '中文',
      'r-and-d',
      'node.js',
    ]);
  });
  it('is safe, and its own slug, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const slug = slugify(text);
        if (slug !== '') assert.ok(isSafeSlug(slug), slug);
        assert.equal(slugify(slug), slug);
      }),
    );
  });
});

describe('a date', () => {
  it('is the day that was written, at midnight UTC', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        assert.deepEqual(parseContentDate(day), { iso: `${day}T00:00:00.000Z`, day });
      }),
    );
  });
  it('keeps the moment of a date-time, and the day of its author', () => {
    assert.deepEqual(parseContentDate('2026-03-01T00:30:00+02:00'), {
      iso: '2026-02-28T22:30:00.000Z',
      day: '2026-03-01',
    });
  });
  it('does not exist on 30 February', () => {
    assert.equal(parseContentDate('2026-02-30'), 'impossible');
    assert.equal(parseContentDate('2025-02-29'), 'impossible');
    assert.equal(parseContentDate('2026-13-01'), 'impossible');
    assert.equal(parseContentDate('2026-01-01T24:61Z'), 'impossible');
    assert.equal(parseContentDate('2026-01-01T10:00'), 'zone');
    assert.equal(parseContentDate('yesterday'), 'format');
  });
});

describe('a file', () => {
  it('is split at its front matter, and nothing of the body is lost', () => {
    const bodies = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\r/g, ''));
    fc.assert(
      fc.property(bodies, fc.boolean(), (body, crlf) => {
        const text = `---\ntitle: A\n---\n${body}`;
        const source = splitSource('a.md', Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text));
        assert.ok(!('message' in source));
        assert.equal(source.body, body);
        assert.equal(source.bodyLine, 4);
      }),
    );
  });
});
