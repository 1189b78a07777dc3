import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { splitSource } from '../../lib/content/source';
import { mayContainDirectives } from '../../lib/markdown/limits';
import { renderMarkdown } from '../../lib/markdown/render';
import { dayIn, dayOrMoment, parseContentDate } from '../../lib/util/dates';
import { isSafeSlug, slugify, withoutInvisible } from '../../lib/util/slug';
import { archives } from '../helpers/archives';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

describe('npm run check accepts', { concurrency: 2 }, () => {
  const bom = '\uFEFF';
  const posts: Record<string, string> = {
    'lines that end in CRLF': post({}, 'One.\n\nTwo, [linked](b.md).').replaceAll('\n', '\r\n'),
    'a byte order mark': bom + post(),
    'a file without a final newline': post().trimEnd(),
    'a title with quotes': post({ title: String.raw`"She said \"hi\" and 'bye'"` }),
    'a title with a colon, <, & and emoji': post({ title: '"A: B < C & D 🚀"' }),
    'a title of 300 characters': post({ title: 'x'.repeat(300) }),
    'a title that YAML reads as a number': post({ title: '1984' }),
    'different spellings of one tag': post({ tags: '[CI/CD, CI CD, ci-cd, "Rust", "🦀 rust"]' }),
    'names with an invisible character': post({ tags: '["WA\u200bSI"]', related: '["b\u200b"]' }),
    'tags of every kind': post({ tags: '[C++, C#, .NET, naïve, 中文]' }),
    'a date and time with a time zone': post({ date: '2026-01-02T09:30:00+01:00' }),
    'a post without text': '---\ntitle: A\ndate: 2026-01-02\n---\n',
    'links to files, addresses and headings': post(
      {},
      '[a](b.md) [b](../b.md) [c](../b/) [d](/posts/b/) [e](b.md#part) [f](#here) [g](/tags/) [h](/feed.xml)\n\n## Here',
    ),
    'a post without recommendations': post({ related: 'false', unrelated: '[b]' }),
    'a link to an IPv6 address': post({}, '[a](http://[::1]:8080/x) <https://[2001:db8::1]/>'),
    'an update on the day of publication': post({ date: '2026-01-02T09:00:00+01:00', updated: '2026-01-02' }),
    'an update at a time on the day of publication': post({ updated: '2026-01-02T00:30:00+01:00' }),
    'a merge conflict in a code block': post({}, '```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```'),
    'a link to a heading in another Unicode form': post({}, '## Café\n\n[a](#cafe\u0301)'),
    'text that looks like a directive': post({}, 'At 10:30 we ran wasi:http/proxy and a:b.'),
    'one topic as a string': post({ tags: 'C#' }),
    'one author as a string': post({ author: 'ann' }),
    'fields without values': post({
      description: '',
      tags: '',
      updated: '~',
      draft: '',
      lang: '""',
      series: '',
    }),
    'fields of other tools, with x- in front': post({ 'x-imported': '{ layout: post }', 'x-mood': 'good' }),
    'a time without a zone': post({ date: '2026-01-02 09:30:00' }),
    'an alias without a slash at the start': post({ aliases: '[2019/old-name.html]' }),
    'footnotes and callouts with a backslash': post(
      {},
      String.raw`A note is \[^1] and \[^a].${'\n\n'}> \[!HINT]`,
    ),
    'files of clips in <source> and <track>': post(
      {},
      '<video controls><source src="a.mp4" type="video/mp4"><track src="a.vtt" kind="captions"></video>',
    ),
  };
  let result = { code: null as number | null, output: '' };
  before(async () => {
    const files = Object.values(posts).map((content, at) => [`posts/a${at}.md`, content]);
    const folder = await writePublication({
      ...Object.fromEntries(files),
      'posts/b.md': post({}, '## Part'),
      'posts/a.mp4': 'clip',
      'posts/a.vtt': 'WEBVTT',
      'authors/ann.md': '---\nname: Ann\n---\n',
      'posts/2019/05/in-folders.md': post({}, '[b](../../b.md)'),
      'posts/2020-05-01-dated.md': '---\ntitle: A\n---\n[b](b.md)',
      'posts/2020-05-02-folder/index.md': '---\ntitle: A\n---\n[a](/posts/dated/) [b](/posts/in-folders/)',
    });
    result = await runScript('check', { CONTENT_DIR: folder });
  });
  for (const [at, name] of Object.keys(posts).entries())
    it(name, () => assert.ok(!result.output.includes(`posts/a${at}.md`), result.output));

  it('all of these in one publication', () => {
    assert.equal(result.code, 0, result.output);
    assert.match(result.output, /33 documents, no errors/);
  });

  it('a heading that skips a level, with a warning at its line', async () => {
    const folder = await writePublication({ 'posts/a.md': post({}, '## Part\n\n#### Detail') });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(
      output,
      /posts\/a\.md:\d+:1\n {2}a level 4 heading follows a level 2 heading; .*\n {2}Fix: write ### /,
    );
    assert.match(output, /no errors, 1 warning\./);
  });

  it('a social image that is only a few pixels high, with a warning at its line', async () => {
    const folder = await writePublication({
      'posts/a.md': post({ image: 'a.svg', imageAlt: 'A line' }),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="8"/>',
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /posts\/a\.md:4:8\n {2}a\.svg is shared at 1200 × 8 pixels; expected at least 200/);
    assert.match(output, /no errors, 1 warning\./);
  });

  it('a line of a diagram that has no effect, with a warning at the line', async () => {
    const diagram = '```mermaid alt="A and B"\nflowchart LR\n  %% a remark\n  a --> b\n  b ~~~ c\n```';
    const folder = await writePublication({ 'posts/a.md': post({}, diagram) });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /posts\/a\.md:10:1\n {2}this line has no effect on the diagram; /);
    assert.match(output, /no errors, 1 warning\./);
  });

  it('references to files in another Unicode form than the file name', async () => {
    const [nfc, nfd] = ['caf\u00e9', 'cafe\u0301'];
    const files: Record<string, string> = {};
    for (const [at, [onDisk, written]] of [
      [nfc, nfd],
      [nfd, nfc],
    ].entries()) {
      const name = (folder: string) => `${folder}/${onDisk}${at}.md`;
      Object.assign(files, {
        [name('authors')]: '---\nname: A\n---\n',
        [name('series')]: '---\ntitle: S\n---\n',
        [name('posts')]: post({ series: `${written}${at}` }),
        [`posts/${onDisk}.txt`]: 'x',
        [`posts/${onDisk}/index.md`]: post({ slug: `folder-${at}` }, `[a](${written}.txt) [b](../b${at}.md)`),
        [`posts/${onDisk}/${onDisk}.txt`]: 'x',
        [`posts/b${at}.md`]: post(
          {
            authors: `[${written}${at}]`,
            related: `[${written}${at}]`,
            aliases: `[/${written}-${at}/]`,
          },
          `[a](${written}${at}.md) [b](/posts/${written}${at}/) [c](${written}/) [d](${written}/${written}.txt) [e](/${onDisk}-${at}/)`,
        ),
      });
    }
    // Each form has its own publication, because in one publication the folders would have the same name.
    for (const form of [nfc, nfd]) {
      const own = Object.fromEntries(
        Object.entries(files).filter(
          ([path]) => path.includes(form) || path.includes(form === nfc ? 'b0' : 'b1'),
        ),
      );
      const { code, output } = await runScript('check', { CONTENT_DIR: await writePublication(own) });
      assert.equal(code, 0, output);
    }
  });

  it('temporary files of editors and operating systems, which it ignores', async () => {
    const temporaryFiles = [
      '._a.md',
      '.a.md.swp',
      '#a.md#',
      'a.md~',
      '~$a.md',
      '.#a.md',
      '.obsidian/a.md',
      '.trash/a b.md',
    ];
    const folders = ['', 'posts/', 'posts/a/', 'authors/'];
    const folder = await writePublication({
      'posts/a/index.md': post(),
      ...Object.fromEntries(
        folders.flatMap((name) => temporaryFiles.map((file) => [name + file, '\0\x05\x16'])),
      ),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /1 document, no errors\./);
  });

  it('a name that Windows forbids, with a warning', async () => {
    const names = ['aux.md', 'nul/index.md', 'com1.md', 'b/a:b.txt', 'b/trailing.', 'b/space '];
    const folder = await writePublication({
      'posts/b/index.md': post(),
      'posts/c.md': post({ slug: 'con', tags: '[PRN, wasi]' }),
      ...Object.fromEntries(names.map((name) => [`posts/${name}`, post()])),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(
      output,
      /posts\/aux\.md:1:1\n {2}Windows cannot check out this file: "aux" is a reserved name; /,
    );
    assert.match(
      output,
      /posts\/c\.md:4:7\n {2}the site cannot be built on Windows: "con" is a reserved name; /,
    );
    assert.match(output, /no errors, 8 warnings\./);
  });

  it('an empty publication', async () => {
    const { code, output } = await runScript('check', { CONTENT_DIR: await writePublication({}) });
    assert.equal(code, 0, output);
    assert.match(output, /0 documents/);
  });
});

describe('npm run new', () => {
  it('creates a draft without errors, and never overwrites a file', async () => {
    const folder = await writePublication({});
    const env = { CONTENT_DIR: folder, BUILD_TIME: '2026-05-06T00:00:00Z' };
    const first = await runScript('new', env, ['What', 'is "WASI": a guide?']);
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /^Created the draft .*posts\/what-is-wasi-a-guide\.md\n$/);
    const check = await runScript('check', env);
    assert.equal(check.code, 0, check.output);
    const second = await runScript('new', env, ['What is WASI a guide']);
    assert.equal(second.code, 1);
    assert.match(second.output, /already exists/);
  });

  it('refuses a title if a folder already has its address', async () => {
    const folder = await writePublication({ 'posts/Cafe\u0301/index.md': post({ slug: 'x' }) });
    const { code, output } = await runScript('new', { CONTENT_DIR: folder }, ['Caf\u00e9']);
    assert.equal(code, 1, output);
    assert.match(output, /posts\/Cafe\u0301 already exists\. Choose another title\./);
  });

  it('refuses a title if a post in a subfolder, or with a date in its name, has its address', async () => {
    const folder = await writePublication({
      'posts/2026/rain.md': post(),
      'posts/2026-03-10-mud.md': '---\ntitle: Mud\n---\n\nMud.\n',
    });
    for (const title of ['Rain', 'Mud']) {
      const { code, output } = await runScript('new', { CONTENT_DIR: folder }, [title]);
      assert.equal(code, 1, output);
      assert.match(output, /posts\/2026\S*\.md already exists\. Choose another title\./);
    }
  });

  it('uses the folder of that name if there is one with pictures only', async () => {
    const folder = await writePublication({ 'posts/the-weir/weir.png': 'PNG' });
    const { code, output } = await runScript('new', { CONTENT_DIR: folder }, ['The weir']);
    assert.equal(code, 0, output);
    assert.match(output, /posts\/the-weir\/index\.md/);
  });

  it('requires a title', async () => {
    const { code, output } = await runScript('new', { CONTENT_DIR: await writePublication({}) });
    assert.equal(code, 1);
    assert.match(output, /Expected a title with at least one letter/);
  });
});

describe('a slug', () => {
  it('differs for tags that differ only in punctuation', () => {
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
  it('is the same for names that look the same', () => {
    for (const name of [
      'WA\u200bSI',
      'WA\u00adSI',
      'WA\u200dSI',
      '\ufeffWASI',
      'WASI\u200e',
      'WA\u2060SI\ufe0f',
      'WA\u115f\u3164SI',
      'WASI\u{e0041}\u{e0100}',
    ])
      assert.equal(slugify(name), 'wasi', JSON.stringify(name));
    for (const [name, other] of [
      ['İstanbul', 'istanbul'],
      ['Rust ❤️', 'Rust ❤'],
    ] as const)
      assert.equal(slugify(name), slugify(other));
    // These characters join or separate letters in the scripts that need them.
    for (const name of [
      'می\u200cشود',
      'क्\u200dष',
      '👩\u200d💻',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ])
      assert.equal(withoutInvisible(name), name);
    assert.equal(isSafeSlug('wasi\u3164'), false);
  });
  it('is never the name of an index file', () => {
    for (const name of ['index.html', 'Index.HTML.br', 'index.html.gz']) {
      assert.equal(isSafeSlug(name), false, name);
      assert.ok(isSafeSlug(slugify(name)), name);
    }
    assert.equal(slugify('index.html in Apache'), 'index.html-in-apache');
  });
  it('is safe, and stays the same when made into a slug again, for any text', () => {
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
  it('without a time is that day at midnight UTC', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        assert.deepEqual(parseContentDate(day), { iso: `${day}T00:00:00.000Z`, day });
      }),
    );
  });
  it('with a time keeps its moment, and the day in its own time zone', () => {
    assert.deepEqual(parseContentDate('2026-03-01T00:30:00+02:00'), {
      iso: '2026-02-28T22:30:00.000Z',
      day: '2026-03-01',
    });
  });
  it('is an error if the day or time does not exist, or the zone is missing', () => {
    assert.equal(parseContentDate('2026-02-30'), 'impossible');
    assert.equal(parseContentDate('2025-02-29'), 'impossible');
    assert.equal(parseContentDate('2026-13-01'), 'impossible');
    assert.equal(parseContentDate('2026-01-01T24:61Z'), 'impossible');
    assert.equal(parseContentDate('2026-01-01T10:00'), 'zone');
    assert.equal(parseContentDate('yesterday'), 'format');
  });
});

describe('a date in a publication with a time zone', () => {
  it('starts at midnight in that zone', () => {
    assert.deepEqual(parseContentDate('2026-03-10', 'Asia/Tokyo'), {
      iso: '2026-03-09T15:00:00.000Z',
      day: '2026-03-10',
    });
    assert.equal(dayOrMoment('2026-03-10', '2026-03-09T15:00:00.000Z', 'Asia/Tokyo'), '2026-03-10');
  });
  it('may have a time without a zone, in summer and in winter', () => {
    const isoOf = (text: string) => {
      const date = parseContentDate(text, 'Europe/Berlin');
      return typeof date === 'string' ? date : date.iso;
    };
    assert.equal(isoOf('2026-01-10T09:00'), '2026-01-10T08:00:00.000Z');
    assert.equal(isoOf('2026-07-10 09:00:30'), '2026-07-10T07:00:30.000Z');
    // On this day, clocks go from 2 to 3.
    assert.equal(isoOf('2026-03-29T02:30'), '2026-03-29T01:30:00.000Z');
  });
  it('has the day in the zone of the publication, whatever zone it is written in', () => {
    assert.deepEqual(parseContentDate('2026-03-09T15:30:00Z', 'Asia/Tokyo'), {
      iso: '2026-03-09T15:30:00.000Z',
      day: '2026-03-10',
    });
  });
  it('begins at the first moment of a day on which clocks go forward at midnight', () => {
    const parsed = parseContentDate('2017-10-15', 'America/Sao_Paulo');
    assert.deepEqual(parsed, { iso: '2017-10-15T03:00:00.000Z', day: '2017-10-15' });
  });
  it('is the same day in every zone', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Kolkata',
      'America/St_Johns',
      'America/Sao_Paulo',
      'Pacific/Chatham',
    );
    fc.assert(
      fc.property(days, zones, (date, zone) => {
        const day = date.toISOString().slice(0, 10);
        const parsed = parseContentDate(day, zone);
        assert.ok(typeof parsed !== 'string');
        assert.equal(dayIn(new Date(parsed.iso), zone), day);
      }),
    );
  });
});

describe('npm run check', () => {
  it('warns of a string that YAML ends before a #, where a comment starts', async () => {
    const folder = await writePublication({
      'posts/a.md':
        '---\ntitle: Weeknotes #12\ndate: 2026-01-02 # a Friday\ntags:\n  - C#\n  - one #two\n---\n',
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 0, output);
    assert.match(output, /posts\/a\.md:2:18\n {2}"title" ends before the #.*\n {2}Fix: .*"Weeknotes #12"/);
    assert.match(output, /posts\/a\.md:6:9\n {2}"tags" ends before the #/);
    assert.match(output, /2 warnings\./);
  });

  it('reports how many posts are not published yet, and which is next', async () => {
    const folder = await writePublication({
      'posts/a.md': post({ draft: 'true' }),
      'posts/b.md': post({ date: '2026-12-05T10:00:00+01:00' }),
      'posts/c.md': post({ date: '2026-12-04' }),
      'posts/d.md': post({ date: '2026-12-01', draft: 'true' }),
    });
    const { output } = await runScript('check', { CONTENT_DIR: folder, BUILD_TIME: '2026-11-29' });
    assert.match(output, /0 documents, no errors\./);
    assert.match(
      output,
      /Not published: 2 drafts, 2 scheduled posts\. Next: .*posts\/c\.md at 2026-12-04T00:00Z\./,
    );
  });
});

describe('a file', () => {
  it('is split into front matter and body without losing any of the body', () => {
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

describe('a long text is accepted:', () => {
  for (const [name, markdown] of Object.entries(archives))
    it(name, async () => {
      const { problems } = await renderMarkdown(markdown, 'en');
      assert.deepEqual(problems, []);
    });
});

describe('a text', () => {
  it('has no directives if `::` is only in code', () => {
    assert.equal(mayContainDirectives('- a\n\n  ```cpp\n  ::std::move(x);\n  ```\n'), false);
    assert.equal(mayContainDirectives('- a\n\n  ```cpp\n\n::video{src="a.mp4"}\n'), true);
    assert.equal(mayContainDirectives('<!--\n```\n-->\n\n::video{src="a.mp4"}\n'), true);
  });
});
