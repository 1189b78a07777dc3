import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { checkSiteConfig, type SiteConfig, site } from '../../lib/site';
import { runScript } from '../helpers/command';
import { hollowPng, photograph } from '../helpers/images';
import { post, writePublication } from '../helpers/publication';

interface Case {
  what: string;
  files: Record<string, string | Uint8Array>;
  /** `path:line:column` from the publication's folder, and texts of the message and the fix. */
  at: string;
  says: string[];
}

const cases: Case[] = [
  {
    what: 'front matter that is not closed',
    files: { 'posts/a.md': '---\ntitle: A\ndate: 2026-01-02\n\nText.\n' },
    at: 'posts/a.md:1:1',
    says: ['front matter is not closed', 'expected a second line of three hyphens', 'Fix: add a line ---'],
  },
  {
    what: 'no front matter',
    files: { 'posts/a.md': 'Just text.\n' },
    at: 'posts/a.md:1:1',
    says: ['no front matter', 'Fix: start the file with ---'],
  },
  {
    what: 'front matter that is not YAML',
    files: { 'posts/a.md': '---\ntitle: A: B\ndate: 2026-01-02\n---\n' },
    at: 'posts/a.md:2:8',
    says: [
      'front matter is not YAML',
      'expected "field: value" lines',
      'Fix: put a value that holds a colon',
    ],
  },
  {
    what: 'front matter that is a list',
    files: { 'posts/a.md': '---\n- title\n- date\n---\n' },
    at: 'posts/a.md:2:1',
    says: ['front matter is a list', 'expected a mapping', 'Fix: write fields as "title: …"'],
  },
  {
    what: 'front matter that is a string',
    files: { 'posts/a.md': '---\njust words\n---\n' },
    at: 'posts/a.md:2:1',
    says: ['front matter is a single text', 'expected a mapping'],
  },
  {
    what: 'front matter that is empty',
    files: { 'posts/a.md': '---\n---\nText.\n' },
    at: 'posts/a.md:1:1',
    says: ['front matter is nothing', 'expected a mapping'],
  },
  {
    what: 'a missing field',
    files: { 'posts/a.md': '---\ntitle: A\n---\n' },
    at: 'posts/a.md:1:1',
    says: [
      'the field "date" is missing',
      'expected a date (2026-03-10)',
      'Fix: add a line "date: 2026-03-10"',
    ],
  },
  {
    what: 'a misspelt field',
    files: { 'posts/a.md': post({ desciption: 'x' }) },
    at: 'posts/a.md:4:1',
    says: [
      'unknown field "desciption"',
      'expected one of title, date, description',
      'Fix: did you mean "description"?',
    ],
  },
  {
    what: 'a misspelt required field',
    files: { 'posts/a.md': '---\ntilte: A\ndate: 2026-01-02\n---\n' },
    at: 'posts/a.md:2:1',
    says: ['unknown field "tilte"', 'Fix: did you mean "title"?'],
  },
  {
    what: 'a field written twice',
    files: { 'posts/a.md': '---\ntitle: A\ntitle: B\ndate: 2026-01-02\n---\n' },
    at: 'posts/a.md:3:1',
    says: ['the field is written twice', 'Fix: delete one of the two'],
  },
  {
    what: 'a text where a list belongs',
    files: { 'posts/a.md': post({ tags: 'WASI' }) },
    at: 'posts/a.md:4:7',
    says: ['"tags" is the text "WASI"', 'expected a list of texts', 'Fix: write "tags: [WASI]"'],
  },
  {
    what: 'a number in a list of texts',
    files: { 'posts/a.md': post({ tags: '[WASI, 2026]' }) },
    at: 'posts/a.md:4:14',
    says: ['"tags" holds the number 2026', 'with 2026 in quotes'],
  },
  {
    what: 'a text where true or false belongs',
    files: { 'posts/a.md': post({ draft: 'yes' }) },
    at: 'posts/a.md:4:8',
    says: ['"draft" is the text "yes"', 'expected true or false', 'Fix: write "draft: true"'],
  },
  {
    what: 'a word for false',
    files: { 'posts/a.md': post({ draft: 'no' }) },
    at: 'posts/a.md:4:8',
    says: ['"draft" is the text "no"', 'Fix: write "draft: false"'],
  },
  {
    what: 'a post that is not to be published, in the words of another system',
    files: { 'posts/a.md': post({ published: 'false' }) },
    at: 'posts/a.md:4:1',
    says: ['unknown field "published"', 'Fix: write "draft: true"'],
  },
  {
    what: 'a post that is to be published, in the words of another system',
    files: { 'posts/a.md': post({ published: 'true' }) },
    at: 'posts/a.md:4:1',
    says: ['unknown field "published"', 'Fix: delete the line: what is no draft is published'],
  },
  {
    what: 'a date by the name that another system has for it',
    files: { 'posts/a.md': post({ published: '2026-01-02' }) },
    at: 'posts/a.md:4:1',
    says: ['unknown field "published"', 'Fix: did you mean "date"?'],
  },
  {
    what: 'a page that is not to be published',
    files: { 'pages/a.md': '---\ntitle: A\npublished: false\n---\n' },
    at: 'pages/a.md:3:1',
    says: ['unknown field "published"', 'Fix: move the file to another folder'],
  },
  {
    what: 'a date without its zeros',
    files: { 'posts/a.md': post({ date: '2024-1-5' }) },
    at: 'posts/a.md:3:7',
    says: ['"date" is 2024-1-5', 'Fix: write "date: 2024-01-05"'],
  },
  {
    what: 'a date with slashes',
    files: { 'posts/a.md': post({ date: '2024/01/05' }) },
    at: 'posts/a.md:3:7',
    says: ['"date" is 2024/01/05', 'Fix: write "date: 2024-01-05"'],
  },
  {
    what: 'a date in another order than the year first',
    files: { 'posts/a.md': post({ date: '13/45/2024' }) },
    at: 'posts/a.md:3:7',
    says: ['Fix: write the year first: "date: YYYY-MM-DD"'],
  },
  {
    what: 'a number where a text belongs',
    files: { 'posts/a.md': post({ slug: '404' }) },
    at: 'posts/a.md:4:7',
    says: ['"slug" is the number 404', 'Fix: write it in quotes: slug: "404"'],
  },
  {
    what: 'tags that YAML takes for a comment',
    files: { 'posts/a.md': post({ tags: '#a #b c' }) },
    at: 'posts/a.md:4:7',
    says: ['"tags" is empty, as # begins a comment', 'Fix: write "tags: [a, b c]"'],
  },
  {
    what: 'a text that YAML takes for a comment',
    files: { 'posts/a.md': post({ description: '#1 in a row' }) },
    at: 'posts/a.md:4:14',
    says: ['is empty, as # begins a comment', 'Fix: put it in quotes: description: "#1 in a row"'],
  },
  {
    what: 'a field with a code point that is no character',
    files: { 'posts/a.md': post({ description: '"x\\U0001FFFFy"' }) },
    at: 'posts/a.md:4:14',
    says: ['"description" holds the character U+1FFFF, which cannot be shown'],
  },
  {
    what: 'a tag that a sign alone tells from another',
    files: { 'posts/a.md': post({ tags: '["CD", C, CI/CD, "C*"]' }) },
    at: 'posts/a.md:4:24',
    says: [
      'the tag "C*" would be at /tags/c/, as "C" of ',
      'Fix: write "C" here, or say in words what tells the two apart',
    ],
  },
  {
    what: 'a slug with a letter that nobody sees',
    files: { 'posts/a.md': post(), 'posts/b\u200b.md': post() },
    at: 'posts/b\\u200b.md:1:1',
    says: ['the file name "b\\u200b" cannot stand in an address', 'Fix: rename the file to b.md'],
  },
  {
    what: 'a list where a text belongs',
    files: { 'posts/a.md': post({ description: '[one, two]' }) },
    at: 'posts/a.md:4:14',
    says: ['"description" is a list', 'expected a text'],
  },
  {
    what: 'an empty title',
    files: { 'posts/a.md': post({ title: '""' }) },
    at: 'posts/a.md:2:8',
    says: ['"title" is empty', 'expected a text'],
  },
  {
    what: 'a day that does not exist',
    files: { 'posts/a.md': post({ date: '2026-02-30' }) },
    at: 'posts/a.md:3:7',
    says: ['"date" is 2026-02-30, a day or time that does not exist', 'Fix: check the day'],
  },
  {
    what: 'a date-time without its zone',
    files: { 'posts/a.md': post({ date: '2026-03-10T09:00:00' }) },
    at: 'posts/a.md:3:7',
    says: ['a time without its zone', 'Fix: add the zone: 2026-03-10T09:00:00Z'],
  },
  {
    what: 'a date in another order',
    files: { 'posts/a.md': post({ date: '10.03.2026' }) },
    at: 'posts/a.md:3:7',
    says: ['"date" is 10.03.2026', 'expected a date (2026-03-10)'],
  },
  {
    what: 'an update before the date',
    files: { 'posts/a.md': post({ updated: '2025-12-31' }) },
    at: 'posts/a.md:4:10',
    says: ['"updated" is 2025-12-31, before the "date" 2026-01-02'],
  },
  {
    what: 'an update some hours before the date',
    files: {
      'posts/a.md': post({ date: '2026-01-02T09:00:00+01:00', updated: '2026-01-02T08:59:00+01:00' }),
    },
    at: 'posts/a.md:4:10',
    says: ['before the "date" 2026-01-02T08:00:00.000Z; expected a later day or time'],
  },
  {
    what: 'a language that is none',
    files: { 'posts/a.md': post({ lang: 'english' }) },
    at: 'posts/a.md:4:7',
    says: ['"lang" is "english"', 'expected a BCP 47 tag', 'Fix: write "lang: en"'],
  },
  {
    what: 'an unknown author',
    files: {
      'posts/a.md': post({ authors: '[runtime-dsek]' }),
      'authors/runtime-desk.md': '---\nname: R\n---\n',
    },
    at: 'posts/a.md:4:11',
    says: [
      'unknown author "runtime-dsek"',
      'expected the name of a file in authors/',
      'Fix: did you mean "runtime-desk"?',
    ],
  },
  {
    what: 'an unknown series',
    files: { 'posts/a.md': post({ series: 'nowhere' }) },
    at: 'posts/a.md:4:9',
    says: ['unknown series "nowhere"', 'Fix: create series/nowhere.md'],
  },
  {
    what: 'an unknown pinned post',
    files: { 'posts/a.md': post({ related: '[b-post]' }), 'posts/a-post.md': post() },
    at: 'posts/a.md:4:11',
    says: ['unknown pinned post "b-post"', 'Fix: did you mean "a-post"?'],
  },
  {
    what: 'an unknown unrelated post',
    files: { 'posts/a.md': post({ unrelated: '[b-post]' }), 'posts/a-post.md': post() },
    at: 'posts/a.md:4:13',
    says: ['unknown unrelated post "b-post"', 'Fix: did you mean "a-post"?'],
  },
  {
    what: 'a post that is related and is not',
    files: { 'posts/a.md': post({ related: '[b]', unrelated: '[b]' }), 'posts/b.md': post() },
    at: 'posts/a.md:5:13',
    says: ['"b" is both "related" and "unrelated"', 'Fix: take it out of one of the two'],
  },
  {
    what: 'two posts with one address, by slug',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ slug: 'a' }) },
    at: 'posts/b.md:4:7',
    says: [
      'the address /posts/a/ is taken by',
      'posts/a.md; expected an address of its own\n',
      'Fix: rename the file',
    ],
  },
  {
    what: 'two posts with one address, by alias',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ aliases: '[/posts/a]' }) },
    at: 'posts/b.md:4:11',
    says: ['the address /posts/a is taken by', 'Fix: delete the alias'],
  },
  {
    what: 'two posts with one address, by letter case',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ slug: 'A' }) },
    at: 'posts/b.md:4:7',
    says: ['the address /posts/A/ is taken by', 'not counting letter case'],
  },
  {
    what: 'two posts with one address, by letter case of another script',
    files: { 'posts/a.md': post({ slug: 'σασ' }), 'posts/b.md': post({ slug: 'ΣΑΣ' }) },
    at: 'posts/b.md:4:7',
    says: ['the address /posts/ΣΑΣ/ is taken by', 'not counting letter case'],
  },
  {
    what: 'an alias that some hosts serve at the address of another post',
    files: {
      'posts/a.md': post({ aliases: '[/posts/a.html]' }),
      'posts/b.md': post({ aliases: '[/posts/a.htm]' }),
    },
    at: 'posts/b.md:4:11',
    says: ['the address /posts/a.htm is taken by', 'even without ".html"', 'Fix: delete the alias'],
  },
  {
    what: 'two topics with addresses that a file system may take for the same',
    files: { 'posts/a.md': post({ tags: '[Straße]' }), 'posts/b.md': post({ tags: '[Strasse]' }) },
    at: 'posts/b.md:4:8',
    says: ['the tag "Strasse" would be at /tags/strasse/, as "Straße" of', 'expected one name for one topic'],
  },
  {
    what: 'an alias that is an address of the site',
    files: { 'posts/a.md': post({ aliases: '[/feed.xml]' }) },
    at: 'posts/a.md:4:11',
    says: ['the address /feed.xml is one that the site has for itself', 'Fix: delete the alias'],
  },
  {
    what: 'a page that would replace a file of the site',
    files: { 'pages/feed.xml.md': '---\ntitle: T\n---\n' },
    at: 'pages/feed.xml.md:1:1',
    says: ['the address /feed.xml/ is one that the site has for itself'],
  },
  {
    what: 'a page at an address of the site',
    files: { 'pages/tags.md': '---\ntitle: T\n---\n' },
    at: 'pages/tags.md:1:1',
    says: ['the address /tags/ is one that the site has for itself'],
  },
  {
    what: 'an unsafe slug',
    files: { 'posts/a.md': post({ slug: '../../etc' }) },
    at: 'posts/a.md:4:7',
    says: ['the slug "../../etc" cannot stand in an address', 'Fix: write "slug: etc"'],
  },
  {
    what: 'an empty slug',
    files: { 'posts/a.md': post({ slug: '""' }) },
    at: 'posts/a.md:4:7',
    says: ['"slug" is empty', 'expected a text'],
  },
  {
    what: 'a file name that no address can have',
    files: { 'posts/Héllo wörld?.md': post() },
    at: 'posts/Héllo wörld?.md:1:1',
    says: [
      'the file name "Héllo wörld?" cannot stand in an address',
      'Fix: rename the file to héllo-wörld.md',
    ],
  },
  {
    what: 'a broken link',
    files: { 'posts/a.md': post({}, 'See\n\nthe [other](../othre.md).'), 'posts/other.md': post() },
    at: 'posts/a.md:8:5',
    says: ['broken link to ../othre.md: there is no such page', 'Fix: did you mean other.md?'],
  },
  {
    what: 'a broken link in raw HTML',
    files: { 'posts/a.md': post({}, 'See <a href="/nowhere/">there</a>.') },
    at: 'posts/a.md:6:14',
    says: ['broken link to /nowhere/'],
  },
  {
    what: 'a link to a heading that does not exist',
    files: { 'posts/a.md': post({}, 'See [b](b.md#seond).'), 'posts/b.md': post({}, '## Second') },
    at: 'posts/a.md:6:5',
    says: ['has no heading or id "seond"', 'Fix: did you mean "#second"?'],
  },
  {
    what: 'a link to a draft',
    files: { 'posts/a.md': post({}, 'See [b](b.md).'), 'posts/b.md': post({ draft: 'true' }) },
    at: 'posts/a.md:6:5',
    says: ['is a draft', 'expected a published page'],
  },
  {
    what: 'a link whose scheme was forgotten',
    files: { 'posts/a.md': post({}, 'See [it](github.com/one/two).') },
    at: 'posts/a.md:6:5',
    says: ['broken link to github.com/one/two', 'Fix: did you mean https://github.com/one/two?'],
  },
  {
    what: 'a link that is no URL',
    files: { 'posts/a.md': post({}, 'See\n[it](https://[).') },
    at: 'posts/a.md:7:1',
    says: ['broken link to https://[: not a URL'],
  },
  {
    what: 'an image of a host that no policy can name',
    files: { 'posts/a.md': post({}, '![A](http://[::1]/a.png)') },
    at: 'posts/a.md:6:1',
    says: ['http://[::1]/a.png cannot be shown: no policy can allow its host'],
  },
  {
    what: 'a merge conflict in the text',
    files: {
      'posts/a.md': post({}, 'One\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> branch\n\nFour'),
    },
    at: 'posts/a.md:7:1',
    says: ['the file holds a merge conflict', 'Fix: keep the lines that you want'],
  },
  {
    what: 'a merge conflict in the front matter',
    files: {
      'posts/a.md':
        '---\ntitle: A\n<<<<<<< HEAD\ndate: 2026-01-02\n=======\ndate: 2026-01-03\n>>>>>>> b\n---\n',
    },
    at: 'posts/a.md:3:1',
    says: ['the file holds a merge conflict'],
  },
  {
    what: 'a merge conflict from the first line on',
    files: { 'posts/a.md': '<<<<<<< HEAD\n---\ntitle: A\n---\n=======\n>>>>>>> b\n' },
    at: 'posts/a.md:1:1',
    says: ['the file holds a merge conflict'],
  },
  {
    what: 'the copy of a document that was changed in two places',
    files: {
      'posts/b/index.md': post(),
      'posts/b/index.sync-conflict-20260101-120000-ABCDEFG.md': post(),
    },
    at: 'posts/b/index.sync-conflict-20260101-120000-ABCDEFG.md:1:1',
    says: [
      'this file is a copy that Syncthing made, as index.md was changed in two places',
      'Fix: move what you want to keep of it into index.md, and delete it',
    ],
  },
  {
    what: 'the copy of a file that a computer has numbered',
    files: { 'posts/a 2.md': post() },
    at: 'posts/a 2.md:1:1',
    says: ['the file name "a 2" cannot stand in an address', 'if it is a copy of a.md, delete it'],
  },
  {
    what: 'two posts whose names look the same',
    files: { 'posts/caf\u00e9.md': post(), 'posts/cafe\u0301.md': post() },
    at: 'posts/caf\u00e9.md:1:1',
    says: [
      String.raw`this has the same name as another: "cafe\u0301.md" and "caf\u00e9.md" differ only in how Unicode`,
      'Fix: delete or rename one of the two',
    ],
  },
  {
    what: 'two images whose names look the same',
    files: {
      'posts/a.md': post({}, '[A](caf\u00e9.txt)'),
      'posts/caf\u00e9.txt': 'one',
      'posts/cafe\u0301.txt': 'two',
    },
    at: 'posts/a.md:6:1',
    says: ['caf\u00e9.txt has the same name as another'],
  },
  {
    what: 'an image whose name is as long as names can be',
    files: { 'posts/a.md': post({}, `![A](${'写'.repeat(83)}xx.jpg)`) },
    at: 'posts/a.md:6:1',
    says: [`${'写'.repeat(85 - 2)}xx.jpg has a name of 255 bytes; expected at most 200`],
  },
  {
    what: 'a link to a series of which nothing is published',
    files: { 'posts/a.md': post({}, '[s](/series/s/)'), 'series/s.md': '---\ntitle: S\n---\n' },
    at: 'posts/a.md:6:1',
    says: ['is a series without a published post'],
  },
  {
    what: 'a broken call to action',
    files: { 'posts/a.md': post({ cta: '{heading: H, text: T, label: L, href: /nowhere/}' }) },
    at: 'posts/a.md:4:44',
    says: ['broken link to /nowhere/'],
  },
  {
    what: 'an address of an author that is no URL',
    files: { 'authors/a.md': '---\nname: A\nurl: "javascript:alert(1)"\n---\n' },
    at: 'authors/a.md:3:6',
    says: ['"url" is "javascript:alert(1)"', 'expected an absolute URL'],
  },
  {
    what: 'a canonical address that is no URL',
    files: { 'posts/a.md': post({ canonical: '"https://["' }) },
    at: 'posts/a.md:4:12',
    says: ['expected an absolute URL'],
  },
  {
    what: 'a video without an address',
    files: { 'posts/a.md': post({}, '::video[x]{src="https:"}') },
    at: 'posts/a.md:6:1',
    says: ['broken link to https:'],
  },
  {
    what: 'quotes within quotes, deeper than anybody reads',
    files: { 'posts/a.md': post({}, `Text.\n\n${'>'.repeat(101)} deep`) },
    at: 'posts/a.md:8:1',
    says: ['begins more than 100 quotes and lists', 'Fix: take some of the marks out'],
  },
  {
    what: 'emphasis within emphasis',
    files: { 'posts/a.md': post({}, `${'*a '.repeat(120)}${'a* '.repeat(120)}`) },
    at: 'posts/a.md:6:296',
    says: ['nested 101 levels deep; expected at most 100'],
  },
  {
    what: 'elements within elements',
    files: { 'posts/a.md': post({}, `Text.\n\n${'<div>'.repeat(201)}`) },
    at: 'posts/a.md:8:1',
    says: ['201 elements are open at once', 'Fix: close them'],
  },
  ...['<li><dd>', '<rt>', '<rp>', '<optgroup>', '<h1><li>'].map((tags) => ({
    what: `${tags} within each other`,
    files: { 'posts/a.md': post({}, `Text.\n\n<div>\n${tags.repeat(201)}`) },
    at: 'posts/a.md:8:1',
    says: ['201 elements are open at once', 'Fix: close them'],
  })),
  {
    what: 'tables within tables, with the rows that they need',
    files: { 'posts/a.md': post({}, `Text.\n\n<div>\n${'<table><tr><td>'.repeat(130)}`) },
    at: 'posts/a.md:8:1',
    says: ['501 elements are open at once', 'expected at most 500'],
  },
  ...[
    ['in HTML', `<h2>a${'&#x301;&#x316;'.repeat(16)}</h2>`],
    ['in parts of a heading', `<h2>a${'<b>&#x301;</b><i>&#x316;</i>'.repeat(16)}</h2>`],
    ['in Markdown', `## a${'&#x301;&#x316;'.repeat(16)}`],
    ['with emphasis between them', `## a${'*\u0301*\u0316'.repeat(16)}`],
    ['in an id', `<p id="a${'&#x301;&#x316;'.repeat(16)}">x</p>`],
    ['in an address', `[a](#a${'%CC%81%CC%96'.repeat(16)})`],
  ].map(([where, text]) => ({
    what: `combining marks ${where}`,
    files: { 'posts/a.md': post({}, `Text.\n\n${text}`) },
    at: 'posts/a.md:8:1',
    says: ['32 combining marks stand on one letter; expected at most 30'],
  })),
  ...[
    ['quotes', "'\u0301'\u0316", 6],
    ['what nobody sees', '\u200b\u0301\u200b\u0316', 6],
    ['marks of Japanese', '\uff9e\u0301', 5],
  ].map(([between, marks, column]) => ({
    what: `combining marks with ${between} between them`,
    files: { 'posts/a.md': post({}, `## a${String(marks).repeat(16)}`) },
    at: `posts/a.md:6:${column}`,
    says: ['32 combining marks stand on one letter; expected at most 30'],
  })),
  {
    what: 'a directive with too many attributes',
    files: {
      'posts/a.md': post({}, `::video[x]{${Array.from({ length: 101 }, (_, at) => `a${at}`).join(' ')}}`),
    },
    at: 'posts/a.md:6:1',
    says: ['the directive has 101 attributes; expected at most 100'],
  },
  {
    what: 'a tag with too many attributes',
    files: { 'posts/a.md': post({}, `<div ${Array.from({ length: 101 }, (_, at) => `a${at}`).join(' ')}>`) },
    at: 'posts/a.md:6:1',
    says: ['the tag <div> has more than 100 attributes'],
  },
  {
    what: 'a paragraph of tags that never end',
    files: { 'posts/a.md': post({}, `Text.\n\na ${'<img '.repeat(9000)}`) },
    at: 'posts/a.md:8:1',
    says: ['9000 "<" that begin no tag', 'Fix: part it by empty lines'],
  },
  {
    what: 'a table that is nearly all columns',
    files: { 'posts/a.md': post({}, `${'|a'.repeat(501)}|\n${'|-'.repeat(501)}|`) },
    at: 'posts/a.md:7:1',
    says: ['columns', 'expected at most 500'],
  },
  {
    what: 'more accents than a letter can have',
    files: { 'posts/a.md': post({}, `Text\n\nhe${'\u0301'.repeat(31)}re`) },
    at: 'posts/a.md:8:3',
    says: ['31 combining marks stand on one letter; expected at most 30'],
  },
  {
    what: 'more accents than a letter can have, as escapes',
    files: { 'posts/a.md': post({ description: `"he${'\\u0301'.repeat(31)}re"` }) },
    at: 'posts/a.md:4:14',
    says: ['"description" is wrong: 31 combining marks stand on one letter', 'Fix: take marks out'],
  },
  {
    what: 'front matter that is as long as a text',
    files: { 'posts/a.md': post({ description: 'a'.repeat(70_000) }) },
    at: 'posts/a.md:1:1',
    says: ['expected at most 65536', 'Fix: end it with "---" after the last field'],
  },
  {
    what: 'a formula that would cover the page',
    files: { 'posts/a.md': post({}, 'Text.\n\n$$\nx + \n\\rule{1500em}{1500em}\n$$') },
    at: 'posts/a.md:10:7',
    says: ['1500em is too large; expected at most 40em across'],
  },
  {
    what: 'a formula that grows with its macros',
    files: { 'posts/a.md': post({}, `$$\n\\def\\a{${'x'.repeat(400)}}${'\\a'.repeat(400)}\n$$`) },
    at: 'posts/a.md:7:1',
    says: ['Too many expansions'],
  },
  {
    what: 'a diagram with more arrows than fit on a page',
    files: {
      'posts/a.md': post({}, `\`\`\`mermaid alt="A"\nflowchart LR\n${'a --> b\n'.repeat(151)}\`\`\``),
    },
    at: 'posts/a.md:158:1',
    says: ['it has more than 150 arrows'],
  },
  {
    what: 'a chart whose scale would have no end',
    files: {
      'posts/a.md': post(
        {},
        '```mermaid alt="A"\nxychart-beta\n  y-axis 10000000000000000 --> 10000000000000002\n  bar [1]\n```',
      ),
    },
    at: 'posts/a.md:8:1',
    says: ['"10000000000000000" is not a number to draw', 'expected numbers of at most 10 digits'],
  },
  {
    what: 'an image of a size that no screen has',
    files: { 'posts/a.md': post({}, '<img src="https://example.org/a.png" alt="A" width="300000000">') },
    at: 'posts/a.md:6:1',
    says: ['"width" is 300000000; expected a number of at most 10000'],
  },
  ...['9e9', 'Infinity', '0x10', '-640', '20000px'].map((width) => ({
    what: `an image that is ${width} wide`,
    files: { 'posts/a.md': post({}, `<img src="https://example.org/a.png" alt="A" width="${width}">`) },
    at: 'posts/a.md:6:1',
    says: [`"width" is ${width}; expected a number of at most 10000`],
  })),
  {
    what: 'a column that spans more than a table has',
    files: { 'posts/a.md': post({}, '<table><col span="1e9"><tr><td>x</td></tr></table>') },
    at: 'posts/a.md:6:8',
    says: ['"span" is 1e9; expected a number of at most 1000'],
  },
  {
    what: 'a cell that spans more than a table has',
    files: { 'posts/a.md': post({}, '<table><tr><td colspan="300000000">x</td></tr></table>') },
    at: 'posts/a.md:6:12',
    says: ['"colspan" is 300000000; expected a number of at most 1000'],
  },
  {
    what: 'a part of a series beyond counting',
    files: {
      'posts/a.md': post({ series: 'one', part: '300000000' }),
      'series/one.md': '---\ntitle: One\n---\n',
    },
    at: 'posts/a.md:5:7',
    says: ['"part" is the number 300000000; expected a whole number from 1 to 9999'],
  },
  {
    what: 'front matter that is nested thousands of times',
    files: { 'posts/a.md': post({ tags: '['.repeat(20_000) }) },
    at: 'posts/a.md:4:1',
    says: ['front matter is nested too deeply to be read'],
  },
  {
    what: 'a key of front matter whose text would be exponentially long',
    files: { 'posts/a.md': `---\ntitle: A\ndate: 2026-01-02\n${'? '.repeat(64)}a\n---\n` },
    at: 'posts/a.md:4:3',
    says: ['unknown field "?"'],
  },
  {
    what: 'a post where no post is looked for',
    files: { 'posts/2024/01/post.md': post() },
    at: 'posts/2024/01/post.md:1:1',
    says: ['this file would never be printed', 'Fix: move it to posts/'],
  },
  {
    what: 'a missing image',
    files: { 'posts/a.md': post({}, '![Alt](gone.png)') },
    at: 'posts/a.md:6:1',
    says: ['missing file gone.png', 'Fix: correct the path'],
  },
  {
    what: 'an image that is none',
    files: { 'posts/a.md': post({}, '![Alt](a.png)'), 'posts/a.png': 'not a picture' },
    at: 'posts/a.md:6:1',
    says: ['not an image that can be read: a.png'],
  },
  {
    what: 'an image that breaks off',
    files: {
      'posts/a.md': post({}, '![Alt](a.jpg)'),
      'posts/a.jpg': (await photograph(600, 400)).subarray(0, 6000),
    },
    at: 'posts/a.md:6:1',
    says: ['not an image that can be read: a.jpg', 'Fix: open it in an image editor'],
  },
  {
    what: 'an image of more pixels than anyone needs',
    files: {
      'posts/a.md': post({}, '![Alt](a.svg)\n\n![Alt](a.png)'),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      'posts/a.png': hollowPng(20000, 20000),
    },
    at: 'posts/a.md:8:1',
    says: ['20000 × 20000 pixels are more than 100 million', 'Fix: save it smaller'],
  },
  {
    what: 'a formula that is not closed',
    files: { 'posts/a.md': post({}, 'See $$x^2$$.\n\n$$\n\\frac{a}{\n$$') },
    at: 'posts/a.md:9:10',
    says: ['the formula cannot be read: Unexpected end of input', 'expected TeX as KaTeX knows it'],
  },
  {
    what: 'a diagram of a kind that cannot be drawn',
    files: { 'posts/a.md': post({}, 'See\n\n```mermaid alt="Halves"\npie\n  "a": 1\n```') },
    at: 'posts/a.md:8:1',
    says: [
      'the diagram cannot be drawn: Invalid mermaid header: "pie"',
      'Fix: correct it, or call its language',
    ],
  },
  {
    what: 'a diagram without a text',
    files: { 'posts/a.md': post({}, '```mermaid title="Two"\nflowchart LR\n  a --> b\n```') },
    at: 'posts/a.md:6:1',
    says: ['the diagram has no "alt"', 'Fix: write ```mermaid alt="…"'],
  },
  {
    what: 'an image without a text',
    files: {
      'posts/a.md': post({}, 'See 🙂 ![](a.svg)'),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    },
    at: 'posts/a.md:6:8',
    says: ['the image has no alternative text', 'Fix: write it between the brackets'],
  },
  {
    what: 'an image in HTML without a text',
    files: { 'posts/a.md': post({}, '<p>One\n<img src="https://x.org/a.png"></p>') },
    at: 'posts/a.md:7:1',
    says: ['the image has no "alt"', 'Fix: add alt='],
  },
  {
    what: 'a translation of a post that is not there',
    files: { 'posts/a.md': post({ translationOf: 'bee', lang: 'de' }), 'posts/bees.md': post() },
    at: 'posts/a.md:4:16',
    says: ['unknown original "bee"', 'did you mean "bees"?'],
  },
  {
    what: 'a translation into the language of the original',
    files: { 'posts/a.md': post({ translationOf: 'b' }), 'posts/b.md': post() },
    at: 'posts/a.md:4:16',
    says: ['posts/b.md is in the same language, en', 'Fix: add "lang: …"'],
  },
  {
    what: 'a translation of a translation',
    files: {
      'posts/a.md': post({ translationOf: 'b', lang: 'fr' }),
      'posts/b.md': post({ translationOf: 'c', lang: 'de' }),
      'posts/c.md': post(),
    },
    at: 'posts/a.md:4:16',
    says: ['posts/b.md is a translation itself', 'Fix: write "translationOf: c"'],
  },
  {
    what: 'an image outside of the publication',
    files: { 'posts/a.md': post({}, '![Alt](../../../etc/hostname)') },
    at: 'posts/a.md:6:1',
    says: ['is outside of the publication'],
  },
  {
    what: 'a share image without its text',
    files: { 'posts/a.md': post({ image: 'https://example.org/a.png' }) },
    at: 'posts/a.md:4:8',
    says: ['"image" has no "imageAlt"'],
  },
  {
    what: 'an unknown directive',
    files: { 'posts/a.md': post({}, ':::figrue\nText.\n:::') },
    at: 'posts/a.md:6:1',
    says: ['unknown directive ":::figrue"', 'expected :::figure'],
  },
  {
    what: 'a directive that is not closed',
    files: { 'posts/a.md': post({}, ':::aside\nText that would swallow the rest.') },
    at: 'posts/a.md:6:1',
    says: ['":::aside" is not closed', 'Fix: add a line :::'],
  },
  {
    what: 'a pull quote of something else',
    files: {
      'posts/a.md': post({}, 'It has to know every verb.\n\n:::pull\nIt has to know all verbs.\n:::'),
    },
    at: 'posts/a.md:8:1',
    says: ['the pull quote is not in the article', 'Fix: repeat a sentence of the article'],
  },
  {
    what: 'colons that close nothing',
    files: { 'posts/a.md': post({}, 'Text.\n\n:::') },
    at: 'posts/a.md:8:1',
    says: ['a line of colons closes nothing'],
  },
  {
    what: 'an unknown callout',
    files: { 'posts/a.md': post({}, '> [!HINT]\n> Text.') },
    at: 'posts/a.md:6:3',
    says: ['unknown callout "[!HINT]"', 'expected [!NOTE], [!TIP]'],
  },
  {
    what: 'a footnote without its text',
    files: { 'posts/a.md': post({}, 'See.[^one]') },
    at: 'posts/a.md:6:1',
    says: ['the footnote "[^one]" has no text', 'Fix: write [^one]:'],
  },
  {
    what: 'bytes that are not UTF-8',
    files: {
      'posts/a.md': Buffer.concat([
        Buffer.from('---\ntitle: Caf'),
        Buffer.from([0xe9]),
        Buffer.from('\n---\n'),
      ]),
    },
    at: 'posts/a.md:2:11',
    says: ['not UTF-8: the byte 0xE9', 'Fix: save the file as UTF-8'],
  },
  {
    what: 'an empty file',
    files: { 'posts/a.md': '' },
    at: 'posts/a.md:1:1',
    says: ['the file is empty', 'Fix: write at least'],
  },
];

describe('npm run check reports', { concurrency: 2 }, () => {
  const isAlone = ({ files }: Case) => Object.keys(files).join() === 'posts/a.md';
  const alone = cases.filter(isAlone);
  let reports = new Map<Case, string[]>();
  before(async () => {
    // All in one run, which must report each error of each file.
    const folder = await writePublication(
      Object.assign({}, ...alone.map(({ files }, at) => renamed(files, at))),
    );
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1, output);
    const all = output.split('\n\n');
    reports = new Map(
      alone.map((each, at) => [each, all.filter((report) => report.includes(`/posts/a${at}.md:`))]),
    );
  });

  for (const each of cases)
    it(each.what, async () => {
      const { files, at, says } = each;
      let [shown, output = ''] = [at, ''];
      if (isAlone(each)) {
        const found = reports.get(each) ?? [];
        assert.equal(found.length, 1, found.join('\n\n'));
        [output = ''] = found;
        shown = at.replace('posts/a.md', `posts/a${alone.indexOf(each)}.md`);
      } else {
        const folder = await writePublication(files);
        const ran = await runScript('check', { CONTENT_DIR: folder });
        assert.equal(ran.code, 1, ran.output);
        assert.match(ran.output, /1 error\./);
        ({ output } = ran);
      }
      // Paths are shown from the working directory, so the folder's own name comes before.
      assert.ok(output.includes(`/${shown}\n`), output);
      for (const text of says) assert.ok(output.includes(text), `${output}\n\nhas no: ${text}`);
    });
});

/** Each alias on a line of its own, from line 5, and what is told of it. */
const badAliases: [alias: string, says: string][] = [
  ['/%2e%2e/', 'a part of it begins with a dot, ".."'],
  ['/%2E/', 'a part of it begins with a dot, "."'],
  ['/.well-known/x', 'a part of it begins with a dot, ".well-known"'],
  ['/index.html/', 'a part of it is "index.html", which is the page of a folder'],
  ['/posts/a/INDEX.HTML/', 'a part of it is "INDEX.HTML", which is the page of a folder'],
  ['/posts/a/index.html/index.html', 'a part of it is "index.html", which is the page of a folder'],
  ['/old//', 'it has two slashes in a row'],
  ['//elsewhere.example/x', 'it has two slashes in a row'],
  ['/a%00/', 'it holds U+0000'],
  ['/a\u001B[2J', '"aliases" holds the character U+001B'],
  ['/a\uD800', '"aliases" holds the character U+D800'],
  ['/a\u202Etxt.exe', 'it holds U+202E'],
  ['/a%5C', 'it holds "\\\\"'],
  ['/a%2Fb', 'it holds an encoded slash, %2F'],
  ['/*', 'it holds "*"'],
  ['/%2A', 'it holds "*"'],
  ['/:splat', 'it holds ":"'],
  ['/x/{$A', 'it holds "{"'],
  ['/x/$uri', 'it holds "$"'],
  ['/x!', 'it holds "!"'],
  ['/x?a=b', 'it holds "?"'],
  ['/x%23a', 'it holds "#"'],
  ['/50%', 'it holds "%"'],
  ['/a"b', 'it holds "\\""'],
  ["/a'b", 'it holds "\'"'],
  ['/a b/', 'it holds a space, which an address has as %20'],
  ['/a%20/', 'a part of it begins or ends with a space'],
  ['old/', 'it does not begin with a slash'],
  [`/${'x'.repeat(2029)}`, 'it has 2030 characters, percent-encoded, more than 1024'],
  [`/${'中'.repeat(200)}`, 'it has 1801 characters, percent-encoded, more than 1024'],
  ...[
    '/',
    '/index.html',
    '/archive/2019/',
    '/search/',
    '/SEARCH/index.json',
    '/search/words/a-.json',
    '/assets/x.js',
    '/media/',
    '/_next/static/x',
    '/_worker.js',
    '/posts/',
    '/posts/any/og.png',
    '/page/7/',
    '/tags/any/feed.xml/',
    '/authors/any/page/2',
    '/404',
    '/404.html',
    '/feed.json',
    '/sitemap-2.xml',
    '/service-worker.js/',
    '/caddyfile',
    '/feed.xml.gz',
    '/search.html',
    '/archive/2019.htm',
    '/tags/index',
    '/index.htm',
  ].map((alias): [string, string] => [alias, 'is one that the site has for itself']),
  ['/Favicon.ico', 'is taken by the site itself; expected an address of its own, not counting letter case'],
];

describe('npm run check tells of each alias', () => {
  it('that is no address on every host, or one that the site has for itself', async () => {
    const lines = badAliases.map(([alias]) => `  - ${JSON.stringify(alias)}`);
    const folder = await writePublication({
      'posts/a.md': ['---', 'title: A', 'date: 2026-01-02', 'aliases:', ...lines, '---', ''].join('\n'),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1, output);
    for (const [at, [alias, says]] of badAliases.entries()) {
      const [, message = ''] = output.split(`posts/a.md:${at + 5}:5\n`);
      assert.ok(message.split('\n')[0]?.includes(says), `${alias}: ${message.slice(0, 200)}`);
    }
    assert.match(output, new RegExp(`${badAliases.length} errors\\.`));
  });
});

describe('a command with a wrong setting', () => {
  for (const [name, value, says] of [
    ['SITE_URL', 'example.org', 'SITE_URL: expected an origin such as https://example.org'],
    ['SITE_URL', 'https://example.org/blog', 'SITE_URL: expected an origin'],
    ['SITE_URL', 'https://me:secret@example.org', 'no password), found "https://***@example.org"'],
    ['SITE_URL', 'https://:secret@example.org', 'no password), found "https://***@example.org"'],
    ['SITE_URL', 'https://a"b.example', 'SITE_URL: expected an origin'],
    ['BASE_PATH', '/..', 'BASE_PATH: expected a path such as /repo'],
    ['BASE_PATH', '/a{$HOME}', 'BASE_PATH: expected a path such as /repo'],
    ['BUILD_TIME', 'tomorrow', 'BUILD_TIME: expected a date'],
    ['BUILD_TIME', '2026-11-24 00:30', 'BUILD_TIME: expected a date'],
    ['CONTENT_DIR', '/nowhere/at/all', 'CONTENT_DIR: expected the folder of a publication'],
    ['OUT_DIR', '.', 'OUT_DIR: expected a folder of its own'],
    ['OUT_DIR', 'content', 'OUT_DIR: expected a folder of its own'],
    ['PORT', 'http', 'PORT: expected a number from 0 to 65535'],
  ] as const)
    it(`says what ${name}=${value} should be`, async () => {
      const { code, output } = await runScript('check', { [name]: value });
      assert.equal(code, 1);
      assert.ok(output.includes(says), output);
      assert.ok(!output.includes('    at '), 'a stack is of no use to a user');
    });
});

describe('site.config.ts', () => {
  it('has texts of one line that can be shown', () => {
    for (const [part, says] of [
      [{ title: 'A\nB' }, 'title: expected text in one line, found a line break in it'],
      [{ tagline: 'A\u0007' }, 'tagline: expected text in one line, found U+0007 in it'],
      [{ description: 'A\ud800' }, 'description: expected text in one line, found U+D800 in it'],
      [
        { navigation: [{ label: 'A\u001b', href: '/' }] },
        'navigation: expected text in one line, found U+001B',
      ],
    ] as const)
      assert.throws(
        () => checkSiteConfig({ ...site, ...part } as SiteConfig),
        ({ message }: Error) => message.startsWith(`site.config.ts: ${says}`),
      );
    checkSiteConfig(site);
  });
  it('adds no type of attachment that some host has browsers or servers run', () => {
    const types =
      'kml gpx xspf xsd wsdl xul rng xlf smil xbl xaml dtd ttml htaccess php php7 asa ashx cfm rs svgz';
    for (const type of types.split(' '))
      assert.throws(
        () => checkSiteConfig({ ...site, attachmentTypes: [type] }),
        /attachmentTypes: expected .* none that runs/,
        type,
      );
    checkSiteConfig({ ...site, attachmentTypes: ['stl', 'py', 'go', 'mod'] });
  });
});

describe('names and fields with characters that a terminal acts on', () => {
  it('are told of, and never reach it', async () => {
    const folder = await writePublication({
      'posts/a.md':
        '---\ntitle: "A\\e[2Jb"\ndate: 2026-01-02\ndescription: c\u001b[31md\ntags: ["x\\uD800y"]\n"k\\e[2J": 1\n---\n',
      'posts/b\u001b[2J\u0007c.md': post(),
      'posts/d\u202egpj.md': post(),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1);
    for (const says of [
      'posts/a.md:2:8\n  "title" holds the character U+001B',
      'posts/a.md:4:14\n  "description" holds the character U+001B',
      'posts/a.md:5:8\n  "tags" holds the character U+D800',
      'posts/a.md:6:1\n  unknown field "k\\u001b[2J"',
      'posts/b\\u001b[2J\\u0007c.md:1:1\n  the file name "b\\u001b[2J\\u0007c" cannot stand in an address',
      'posts/d\\u202egpj.md:1:1\n  the file name',
      '6 errors.',
    ])
      assert.ok(output.includes(says), `${output}\n\nhas no: ${says}`);
    assert.doesNotMatch(output.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u202e]/u);
  });
  it('never reach it in lists of posts without errors', async () => {
    const folder = await writePublication(
      Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [
          `posts/${at}\u001b[2J\u202e.md`,
          post({ title: `Post ${at}`, slug: `post-${at}` }, `Word ${at}`),
        ]),
      ),
    );
    const { code, output } = await runScript('check', { CONTENT_DIR: folder }, ['--suggest-links']);
    assert.equal(code, 0, output);
    assert.match(output, /No post links to:\n(?: {2}\S+\/posts\/\d\\u001b\[2J\\u202e\.md\n)+/);
    assert.doesNotMatch(output.replaceAll('\n', ''), /[\p{Cc}\u202e]/u);
  });
});

describe('a command with an option that it does not know', () => {
  for (const command of [
    'build',
    'check',
    'compare',
    'dev',
    'new',
    'notify',
    'recommend',
    'release',
    'serve',
  ])
    it(`is refused by ${command}`, async () => {
      const { code, output } = await runScript(command, {}, ['--dryrun']);
      assert.equal(code, 1);
      assert.match(output, /^Unknown option '--dryrun'/);
      assert.ok(!output.includes('    at '), 'a stack is of no use to a user');
    });
});

function renamed(files: Case['files'], at: number): Case['files'] {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace('posts/a.md', `posts/a${at}.md`), content]),
  );
}
