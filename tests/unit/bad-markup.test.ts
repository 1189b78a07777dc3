import { testReports } from '../helpers/check-cases';
import { post } from '../helpers/publication';

testReports([
  {
    name: 'quotes that are nested too deeply',
    files: { 'posts/a.md': post({}, `Text.\n\n${'>'.repeat(101)} deep`) },
    location: 'posts/a.md:8:1',
    messages: ['starts more than 100 nested quotes and lists', 'Fix: remove some of the markers'],
  },
  {
    name: 'emphasis that is nested too deeply',
    files: { 'posts/a.md': post({}, `${'*a '.repeat(120)}${'a* '.repeat(120)}`) },
    location: 'posts/a.md:6:296',
    messages: ['nested 101 levels deep; expected at most 100'],
  },
  {
    name: 'HTML elements that are nested too deeply',
    files: { 'posts/a.md': post({}, `Text.\n\n${'<div>'.repeat(201)}`) },
    location: 'posts/a.md:8:1',
    messages: ['201 elements are open at once', 'Fix: close them'],
  },
  ...['<li><dd>', '<rt>', '<rp>', '<optgroup>', '<h1><li>'].map((tags) => ({
    name: `${tags} nested too deeply`,
    files: { 'posts/a.md': post({}, `Text.\n\n<div>\n${tags.repeat(201)}`) },
    location: 'posts/a.md:8:1',
    messages: ['201 elements are open at once', 'Fix: close them'],
  })),
  {
    name: 'tables that are nested too deeply, counting implied elements',
    files: { 'posts/a.md': post({}, `Text.\n\n<div>\n${'<table><tr><td>'.repeat(130)}`) },
    location: 'posts/a.md:8:1',
    messages: ['501 elements are open at once', 'expected at most 500'],
  },
  ...[
    ['in HTML', `<h2>a${'&#x301;&#x316;'.repeat(16)}</h2>`],
    ['across the elements of a heading', `<h2>a${'<b>&#x301;</b><i>&#x316;</i>'.repeat(16)}</h2>`],
    ['in Markdown', `## a${'&#x301;&#x316;'.repeat(16)}`],
    ['with emphasis between them', `## a${'*\u0301*\u0316'.repeat(16)}`],
    ['in an id', `<p id="a${'&#x301;&#x316;'.repeat(16)}">x</p>`],
    ['in a URL', `[a](#a${'%CC%81%CC%96'.repeat(16)})`],
  ].map(([where, text]) => ({
    name: `too many combining marks ${where}`,
    files: { 'posts/a.md': post({}, `Text.\n\n${text}`) },
    location: 'posts/a.md:8:1',
    messages: ['one letter has 32 combining marks; expected at most 30'],
  })),
  ...[
    ['quotes', "'\u0301'\u0316", 6],
    ['invisible characters', '\u200b\u0301\u200b\u0316', 6],
    ['Japanese marks', '\uff9e\u0301', 5],
  ].map(([between, marks, column]) => ({
    name: `too many combining marks with ${between} between them`,
    files: { 'posts/a.md': post({}, `## a${String(marks).repeat(16)}`) },
    location: `posts/a.md:6:${column}`,
    messages: ['one letter has 32 combining marks; expected at most 30'],
  })),
  {
    name: 'a directive with too many attributes',
    files: {
      'posts/a.md': post({}, `::video[x]{${Array.from({ length: 101 }, (_, at) => `a${at}`).join(' ')}}`),
    },
    location: 'posts/a.md:6:1',
    messages: ['the directive has 101 attributes; expected at most 100'],
  },
  {
    name: 'a tag with too many attributes',
    files: { 'posts/a.md': post({}, `<div ${Array.from({ length: 101 }, (_, at) => `a${at}`).join(' ')}>`) },
    location: 'posts/a.md:6:1',
    messages: ['the tag <div> has more than 100 attributes'],
  },
  {
    name: 'a paragraph of tags without a closing bracket',
    files: { 'posts/a.md': post({}, `Text.\n\na ${'<img '.repeat(9000)}`) },
    location: 'posts/a.md:8:1',
    messages: ['9000 "<" that do not start a tag', 'Fix: split it with blank lines'],
  },
  {
    name: 'a table with too many columns',
    files: { 'posts/a.md': post({}, `${'|a'.repeat(501)}|\n${'|-'.repeat(501)}|`) },
    location: 'posts/a.md:7:1',
    messages: ['columns', 'expected at most 500'],
  },
  {
    name: 'too many combining marks on a letter',
    files: { 'posts/a.md': post({}, `Text\n\nhe${'\u0301'.repeat(31)}re`) },
    location: 'posts/a.md:8:3',
    messages: ['one letter has 31 combining marks; expected at most 30'],
  },
  {
    name: 'a column with a span that is too large',
    files: { 'posts/a.md': post({}, '<table><col span="1e9"><tr><td>x</td></tr></table>') },
    location: 'posts/a.md:6:8',
    messages: ['"span" is 1e9; expected a number of at most 1000'],
  },
  {
    name: 'a cell with a span that is too large',
    files: { 'posts/a.md': post({}, '<table><tr><td colspan="300000000">x</td></tr></table>') },
    location: 'posts/a.md:6:12',
    messages: ['"colspan" is 300000000; expected a number of at most 1000'],
  },
  {
    name: 'an unknown directive',
    files: { 'posts/a.md': post({}, ':::figrue\nText.\n:::') },
    location: 'posts/a.md:6:1',
    messages: ['unknown directive ":::figrue"', 'expected :::figure'],
  },
  {
    name: 'a directive that is not closed',
    files: { 'posts/a.md': post({}, ':::aside\nText that would swallow the rest.') },
    location: 'posts/a.md:6:1',
    messages: ['":::aside" is not closed', 'Fix: add a line :::'],
  },
  {
    name: 'a pull quote that is not in the post',
    files: {
      'posts/a.md': post({}, 'It has to know every verb.\n\n:::pull\nIt has to know all verbs.\n:::'),
    },
    location: 'posts/a.md:8:1',
    messages: [
      'the text of ":::pull" does not appear in the rest of the post',
      'Fix: repeat a sentence of the post',
    ],
  },
  {
    name: 'a container of another system, at the line that opens it',
    files: { 'posts/a.md': post({}, 'Text.\n\n::: tip Good to know\nOne.\n\nTwo.\n:::') },
    location: 'posts/a.md:8:1',
    messages: [
      '"::: tip Good to know" is container syntax from another system',
      'Fix: write "> [!TIP]", and start each of its lines with ">"',
    ],
  },
  {
    name: 'a container of another system, without a space after the colons',
    files: { 'posts/a.md': post({}, ':::danger\nOne.\n:::') },
    location: 'posts/a.md:6:1',
    messages: ['unknown directive ":::danger"', 'Fix: write "> [!CAUTION]"'],
  },
  {
    name: 'a footnote that is not defined, at its place',
    files: { 'posts/a.md': post({}, 'One.\nTwo[^a] and `[^b]`.') },
    location: 'posts/a.md:7:4',
    messages: ['the footnote "[^a]" is not defined'],
  },
  {
    name: 'a line of colons that closes nothing',
    files: { 'posts/a.md': post({}, 'Text.\n\n:::') },
    location: 'posts/a.md:8:1',
    messages: ['a line of colons does not close anything'],
  },
  {
    name: 'an unknown callout',
    files: { 'posts/a.md': post({}, '> [!HINT]\n> Text.') },
    location: 'posts/a.md:6:3',
    messages: ['unknown callout "[!HINT]"', 'expected [!NOTE], [!TIP]'],
  },
  {
    name: 'a footnote without text',
    files: { 'posts/a.md': post({}, 'See.[^one]') },
    location: 'posts/a.md:6:5',
    messages: ['the footnote "[^one]" is not defined', 'Fix: add [^one]:'],
  },
]);
