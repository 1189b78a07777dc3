import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testReports } from '../helpers/check-cases';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

testReports([
  {
    name: 'a tag that differs from another only in a sign that addresses leave out',
    files: { 'posts/a.md': post({ tags: '["CD", C, CI/CD, "C*"]' }) },
    location: 'posts/a.md:4:24',
    messages: [
      'the tag "C*" would share the path /tags/c/ with "C" in ',
      'Fix: write "C" here, or add a word that distinguishes the two',
    ],
  },
  {
    name: 'a file name with an invisible character',
    files: { 'posts/a.md': post(), 'posts/b\u200b.md': post() },
    location: 'posts/b\\u200b.md:1:1',
    messages: ['the file name "b\\u200b" cannot be part of a URL', 'Fix: rename the file to b.md'],
  },
  {
    name: 'a slug that is the address of another post',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ slug: 'a' }) },
    location: 'posts/b.md:4:7',
    messages: [
      'the path /posts/a/ is already used by',
      'posts/a.md; expected a unique path\n',
      'Fix: rename the file',
    ],
  },
  {
    name: 'an alias that is the address of another post',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ aliases: '[/posts/a]' }) },
    location: 'posts/b.md:4:11',
    messages: ['the path /posts/a is already used by', 'Fix: delete the alias'],
  },
  {
    name: 'a slug that differs from another only in letter case',
    files: { 'posts/a.md': post(), 'posts/b.md': post({ slug: 'A' }) },
    location: 'posts/b.md:4:7',
    messages: ['the path /posts/A/ is already used by', 'ignoring case'],
  },
  {
    name: 'a Greek slug that differs from another only in letter case',
    files: { 'posts/a.md': post({ slug: 'σασ' }), 'posts/b.md': post({ slug: 'ΣΑΣ' }) },
    location: 'posts/b.md:4:7',
    messages: ['the path /posts/ΣΑΣ/ is already used by', 'ignoring case'],
  },
  {
    name: 'an alias that some hosts serve at the address of another post',
    files: {
      'posts/a.md': post({ aliases: '[/posts/a.html]' }),
      'posts/b.md': post({ aliases: '[/posts/a.htm]' }),
    },
    location: 'posts/b.md:4:11',
    messages: ['the path /posts/a.htm is already used by', 'even without ".html"', 'Fix: delete the alias'],
  },
  {
    name: 'two tags with addresses that a file system may treat as the same',
    files: { 'posts/a.md': post({ tags: '[Straße]' }), 'posts/b.md': post({ tags: '[Strasse]' }) },
    location: 'posts/b.md:4:8',
    messages: [
      'the tag "Strasse" would share the path /tags/strasse/ with "Straße" in',
      'expected one tag per topic',
    ],
  },
  {
    name: 'an alias that would replace a file of the site',
    files: { 'posts/a.md': post({ aliases: '[/feed.xml]' }) },
    location: 'posts/a.md:4:11',
    messages: ['the path /feed.xml is reserved for the site', 'Fix: delete the alias'],
  },
  {
    name: 'a page that would replace a file of the site',
    files: { 'pages/feed.xml.md': '---\ntitle: T\n---\n' },
    location: 'pages/feed.xml.md:1:1',
    messages: ['the path /feed.xml/ is reserved for the site'],
  },
  {
    name: 'a page at an address of the site itself',
    files: { 'pages/tags.md': '---\ntitle: T\n---\n' },
    location: 'pages/tags.md:1:1',
    messages: ['the path /tags/ is reserved for the site'],
  },
  {
    name: 'an unsafe slug',
    files: { 'posts/a.md': post({ slug: '../../etc' }) },
    location: 'posts/a.md:4:7',
    messages: ['the slug "../../etc" cannot be part of a URL', 'Fix: write "slug: etc"'],
  },
  {
    name: 'a file name that cannot be part of a URL',
    files: { 'posts/Héllo wörld?.md': post() },
    location: 'posts/Héllo wörld?.md:1:1',
    messages: [
      'the file name "Héllo wörld?" cannot be part of a URL',
      'Fix: rename the file to héllo-wörld.md',
    ],
  },
]);

/** Aliases and the error for each. In the test, each is on a line of its own, from line 5. */
const badAliases: [alias: string, message: string][] = [
  ['/%2e%2e/', 'a part of it begins with a dot, ".."'],
  ['/%2E/', 'a part of it begins with a dot, "."'],
  ['/.well-known/x', 'a part of it begins with a dot, ".well-known"'],
  ['/index.html/', 'a part of it is "index.html", which is the page of a folder'],
  ['/posts/a/INDEX.HTML/', 'a part of it is "INDEX.HTML", which is the page of a folder'],
  ['/posts/a/index.html/index.html', 'a part of it is "index.html", which is the page of a folder'],
  ['/old//', 'it has two slashes in a row'],
  ['//elsewhere.example/x', 'it has two slashes in a row'],
  ['/a%00/', 'it contains U+0000'],
  ['/a\u001B[2J', '"aliases" contains the character U+001B'],
  ['/a\uD800', '"aliases" contains the character U+D800'],
  ['/a\u202Etxt.exe', 'it contains U+202E'],
  ['/a%5C', 'it contains "\\\\"'],
  ['/a%2Fb', 'it contains an encoded slash, %2F'],
  ['/*', 'it contains "*"'],
  ['/%2A', 'it contains "*"'],
  ['/:splat', 'it contains ":"'],
  ['/x/{$A', 'it contains "{"'],
  ['/x/$uri', 'it contains "$"'],
  ['/x!', 'it contains "!"'],
  ['/x?a=b', 'it contains "?"'],
  ['/x%23a', 'it contains "#"'],
  ['/50%', 'it contains "%"'],
  ['/a"b', 'it contains "\\""'],
  ["/a'b", 'it contains "\'"'],
  ['/a b/', 'it contains a space; write %20'],
  ['/a%20/', 'a part of it begins or ends with a space'],
  ['https://a.example/old/', 'it is not a path of this site'],
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
  ].map((alias): [string, string] => [alias, 'is reserved for the site']),
  ['/Favicon.ico', 'is already used by the site itself; expected a unique path, ignoring case'],
];

describe('npm run check reports each alias', () => {
  it('that does not work on every host, or that is an address of the site itself', async () => {
    const lines = badAliases.map(([alias]) => `  - ${JSON.stringify(alias)}`);
    const folder = await writePublication({
      'posts/a.md': ['---', 'title: A', 'date: 2026-01-02', 'aliases:', ...lines, '---', ''].join('\n'),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1, output);
    for (const [at, [alias, message]] of badAliases.entries()) {
      const [, report = ''] = output.split(`posts/a.md:${at + 5}:5\n`);
      assert.ok(report.split('\n')[0]?.includes(message), `${alias}: ${report.slice(0, 200)}`);
    }
    assert.match(output, new RegExp(`${badAliases.length} errors\\.`));
  });
});
