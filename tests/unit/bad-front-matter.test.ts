import { testReports } from '../helpers/check-cases';
import { post } from '../helpers/publication';

testReports([
  {
    name: 'front matter that is not closed',
    files: { 'posts/a.md': '---\ntitle: A\ndate: 2026-01-02\n\nText.\n' },
    location: 'posts/a.md:1:1',
    messages: [
      'front matter is not closed',
      'expected a second line of three hyphens',
      'Fix: add a line ---',
    ],
  },
  {
    name: 'a file without front matter',
    files: { 'posts/a.md': 'Just text.\n' },
    location: 'posts/a.md:1:1',
    messages: ['no front matter', 'Fix: start the file with a line ---'],
  },
  {
    name: 'front matter that is not valid YAML',
    files: { 'posts/a.md': '---\ntitle: A: B\ndate: 2026-01-02\n---\n' },
    location: 'posts/a.md:2:8',
    messages: [
      'front matter is not valid YAML',
      'expected "field: value" lines',
      'Fix: put the value in quotes, because it contains a colon: title: "A: B"',
    ],
  },
  {
    name: 'front matter that is a list',
    files: { 'posts/a.md': '---\n- title\n- date\n---\n' },
    location: 'posts/a.md:2:1',
    messages: [
      'front matter is a list',
      'expected "field: value" lines',
      'Fix: write each field on its own line',
    ],
  },
  {
    name: 'front matter that is a string',
    files: { 'posts/a.md': '---\njust words\n---\n' },
    location: 'posts/a.md:2:1',
    messages: ['front matter is a single value', 'expected "field: value" lines'],
  },
  {
    name: 'empty front matter',
    files: { 'posts/a.md': '---\n---\nText.\n' },
    location: 'posts/a.md:1:1',
    messages: ['front matter is empty', 'expected "field: value" lines'],
  },
  {
    name: 'a missing required field',
    files: { 'posts/a.md': '---\ntitle: A\n---\n' },
    location: 'posts/a.md:1:1',
    messages: [
      'the field "date" is missing',
      'expected a date (2026-03-10)',
      'Fix: add a line "date: 2026-03-10"',
    ],
  },
  {
    name: 'a misspelled field',
    files: { 'posts/a.md': post({ desciption: 'x' }) },
    location: 'posts/a.md:4:1',
    messages: ['unknown field "desciption"', 'expected one of title, ', 'Fix: write "description"'],
  },
  {
    name: 'a misspelled required field',
    files: { 'posts/a.md': '---\ntilte: A\ndate: 2026-01-02\n---\n' },
    location: 'posts/a.md:2:1',
    messages: ['unknown field "tilte"', 'Fix: write "title"'],
  },
  {
    name: 'a duplicate field',
    files: { 'posts/a.md': '---\ntitle: A\ntitle: B\ndate: 2026-01-02\n---\n' },
    location: 'posts/a.md:3:1',
    messages: ['"title" appears twice', 'Fix: delete one of them'],
  },
  {
    name: 'several values in a string instead of a list',
    files: { 'posts/a.md': post({ tags: 'WASI, C#' }) },
    location: 'posts/a.md:4:7',
    messages: ['"tags" is the string "WASI, C#"', 'expected a list', 'Fix: write "tags: [WASI, C#]"'],
  },
  {
    name: '"author" and "authors"',
    files: { 'posts/a.md': post({ author: '[]', authors: '[]' }) },
    location: 'posts/a.md:4:1',
    messages: ['"authors" appears twice'],
  },
  {
    name: 'front matter in TOML',
    files: { 'posts/a.md': '+++\ntitle = "A"\n+++\nText.\n' },
    location: 'posts/a.md:1:1',
    messages: ['front matter in TOML; expected YAML', 'npm run import'],
  },
  {
    name: 'front matter in JSON',
    files: { 'posts/a.md': '{\n  "title": "A"\n}\n\nText.\n' },
    location: 'posts/a.md:1:1',
    messages: ['front matter in JSON; expected YAML', 'npm run import'],
  },
  ...(
    [
      ['permalink', '/2019/05/old/', 'write "aliases: [/2019/05/old/]" to redirect from this path'],
      ['redirect_from', '[/a/]', 'write "aliases: [/old/path/]"'],
      ['categories', '[A]', 'write "tags"'],
      ['excerpt', 'Text', 'write "description"'],
      ['last_modified_at', '2026-01-03', 'write "updated"'],
      ['coverImage', 'a.png', 'write "cover"'],
      ['layout', 'post', 'delete the line: it has no effect here'],
      ['mood', 'good', 'delete the line, or rename it to "x-mood"'],
    ] as const
  ).map(([field, value, fix]) => ({
    name: `the field "${field}" of other systems, with what says the same here`,
    files: { 'posts/a.md': post({ [field]: value }) },
    location: 'posts/a.md:4:1',
    messages: [`unknown field "${field}"`, `Fix: ${fix}`],
  })),
  {
    name: 'a required field under the name of another system',
    files: { 'posts/a.md': '---\ntitle: A\npubDate: 2026-01-02\n---\n' },
    location: 'posts/a.md:3:1',
    messages: ['unknown field "pubDate"', 'Fix: write "date"'],
  },
  {
    name: 'a number in a list of strings',
    files: { 'posts/a.md': post({ tags: '[WASI, 2026]' }) },
    location: 'posts/a.md:4:14',
    messages: ['"tags" contains the number 2026', 'with 2026 in quotes'],
  },
  {
    name: '"yes" instead of true',
    files: { 'posts/a.md': post({ draft: 'yes' }) },
    location: 'posts/a.md:4:8',
    messages: ['"draft" is the string "yes"', 'expected true or false', 'Fix: write "draft: true"'],
  },
  {
    name: '"no" instead of false',
    files: { 'posts/a.md': post({ draft: 'no' }) },
    location: 'posts/a.md:4:8',
    messages: ['"draft" is the string "no"', 'Fix: write "draft: false"'],
  },
  {
    name: '"published: false", as in other systems',
    files: { 'posts/a.md': post({ published: 'false' }) },
    location: 'posts/a.md:4:1',
    messages: ['unknown field "published"', 'Fix: write "draft: true"'],
  },
  {
    name: '"published: true", as in other systems',
    files: { 'posts/a.md': post({ published: 'true' }) },
    location: 'posts/a.md:4:1',
    messages: [
      'unknown field "published"',
      'Fix: delete the line: everything that is not a draft is published',
    ],
  },
  {
    name: 'a date called "published", as in other systems',
    files: { 'posts/a.md': post({ published: '2026-01-02' }) },
    location: 'posts/a.md:4:1',
    messages: ['unknown field "published"', 'Fix: write "date"'],
  },
  {
    name: '"published: false" on a page',
    files: { 'pages/a.md': '---\ntitle: A\npublished: false\n---\n' },
    location: 'pages/a.md:3:1',
    messages: ['unknown field "published"', 'Fix: move the file out of the content folder'],
  },
  {
    name: 'a number instead of a string',
    files: { 'posts/a.md': post({ slug: '404' }) },
    location: 'posts/a.md:4:7',
    messages: ['"slug" is the number 404', 'Fix: write it in quotes: slug: "404"'],
  },
  {
    name: 'tags that YAML reads as a comment',
    files: { 'posts/a.md': post({ tags: '#a #b c' }) },
    location: 'posts/a.md:4:7',
    messages: ['"tags" is empty, because # starts a comment', 'Fix: write "tags: [a, b c]"'],
  },
  {
    name: 'a string that YAML reads as a comment',
    files: { 'posts/a.md': post({ description: '#1 in a row' }) },
    location: 'posts/a.md:4:14',
    messages: ['is empty, because # starts a comment', 'Fix: put it in quotes: description: "#1 in a row"'],
  },
  {
    name: 'a field with a code point that is not a character',
    files: { 'posts/a.md': post({ description: '"x\\U0001FFFFy"' }) },
    location: 'posts/a.md:4:14',
    messages: ['"description" contains the character U+1FFFF, which cannot be displayed'],
  },
  {
    name: 'a list instead of a string',
    files: { 'posts/a.md': post({ description: '[one, two]' }) },
    location: 'posts/a.md:4:14',
    messages: ['"description" is a list', 'expected a string'],
  },
  {
    name: 'an empty title',
    files: { 'posts/a.md': post({ title: '""' }) },
    location: 'posts/a.md:2:8',
    messages: ['"title" is empty', 'expected a string'],
  },
  {
    name: 'an invalid language tag',
    files: { 'posts/a.md': post({ lang: 'english' }) },
    location: 'posts/a.md:4:7',
    messages: ['"lang" is "english"', 'expected a BCP 47 tag', 'Fix: write a line such as "lang: en"'],
  },
  {
    name: 'a script as the URL of an author',
    files: { 'authors/a.md': '---\nname: A\nurl: "javascript:alert(1)"\n---\n' },
    location: 'authors/a.md:3:6',
    messages: ['"url" is "javascript:alert(1)"', 'expected an absolute URL'],
  },
  {
    name: 'a canonical URL that is not valid',
    files: { 'posts/a.md': post({ canonical: '"https://["' }) },
    location: 'posts/a.md:4:12',
    messages: ['expected an absolute URL'],
  },
  {
    name: 'too many combining marks on a letter, written as escapes',
    files: { 'posts/a.md': post({ description: `"he${'\\u0301'.repeat(31)}re"` }) },
    location: 'posts/a.md:4:14',
    messages: [
      '"description" is invalid: one letter has 31 combining marks',
      'Fix: remove some of the marks',
    ],
  },
  {
    name: 'front matter that is too long',
    files: { 'posts/a.md': post({ description: 'a'.repeat(70_000) }) },
    location: 'posts/a.md:1:1',
    messages: ['expected at most 65536', 'Fix: end it with "---" after the last field'],
  },
  {
    name: 'a part number that is too large',
    files: {
      'posts/a.md': post({ series: 'one', part: '300000000' }),
      'series/one.md': '---\ntitle: One\n---\n',
    },
    location: 'posts/a.md:5:7',
    messages: ['"part" is the number 300000000; expected a whole number from 1 to 9999'],
  },
  {
    name: 'front matter that is nested thousands of levels deep',
    files: { 'posts/a.md': post({ tags: '['.repeat(20_000) }) },
    location: 'posts/a.md:4:1',
    messages: ['front matter is nested too deeply'],
  },
  {
    name: 'a key whose text would be exponentially long',
    files: { 'posts/a.md': `---\ntitle: A\ndate: 2026-01-02\n${'? '.repeat(64)}a\n---\n` },
    location: 'posts/a.md:4:3',
    messages: ['unknown field "?"'],
  },
  {
    name: 'changes that are a list',
    files: { 'posts/a.md': post({ changes: '[Corrected]' }) },
    location: 'posts/a.md:4:10',
    messages: [
      '"changes" is a list; expected a date and a line for each change',
      'Fix: write "changes: { 2026-03-10: What changed }"',
    ],
  },
  {
    name: 'a change without a date',
    files: { 'posts/a.md': post({ changes: '\n  March 5: Corrected' }) },
    location: 'posts/a.md:5:3',
    messages: [
      '"changes" has "March 5" before a colon; expected a date such as 2026-03-10',
      'Fix: write "2026-03-10: What changed"',
    ],
  },
  {
    name: 'a change without a text',
    files: { 'posts/a.md': post({ changes: '\n  2026-03-10:' }) },
    location: 'posts/a.md:5:3',
    messages: [
      'the change dated 2026-03-10 is empty; expected a line that says what changed',
      'Fix: write "2026-03-10: What changed"',
    ],
  },
  {
    name: 'a change before the post',
    files: { 'posts/a.md': post({ changes: '\n  2025-03-10: Corrected' }) },
    location: 'posts/a.md:5:3',
    messages: ['a change is dated 2025-03-10, before the "date" 2026-01-02; expected a later day'],
  },
  {
    name: 'a social image without alternative text',
    files: { 'posts/a.md': post({ image: 'https://example.org/a.png' }) },
    location: 'posts/a.md:4:8',
    messages: ['"image" has no "imageAlt"'],
  },
]);
