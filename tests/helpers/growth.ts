import { readBody } from '../../lib/content/body';
import { readRecord } from '../../lib/content/entry';
import type { ContentFile } from '../../lib/content/files';
import { parseTranscript } from '../../lib/content/transcript';
import { wikiFactsOf } from '../../lib/content/wikilinks';
import { itemHtml } from '../../lib/feeds/item-html';
import { sanitizeSvg } from '../../lib/images/svg';
import { searchExcerpt } from '../../lib/search/excerpt';

/** An input of any size, and the code that processes it. */
export interface GrowthInput {
  name: string;
  make: (size: number) => string;
  work: (text: string) => Promise<unknown> | unknown;
}

const file: ContentFile = { type: 'Post', path: 'posts/a.md', name: 'a' };

/** Everything that a build does with a single file. */
async function read(source: string): Promise<void> {
  const record = await readRecord({
    file,
    shown: 'a.md',
    bytes: Buffer.from(source),
    settings: { language: 'en' },
  });
  if (!('text' in record)) return;
  const { html } = readBody({ html: record.text.html, hasCode: false, links: {}, assets: {} }, '');
  itemHtml(html, 'https://example.org/', record.text.formulas);
}

const fields = 'title: A\ndate: 2026-01-02';
const text = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name,
  make: (size) => `---\n${fields}\n---\n\n${make(size)}\n`,
  work: read,
});
const frontMatter = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name: `front matter: ${name}`,
  make: (size) => `---\n${fields}\n${make(size)}\n---\n\nText.\n`,
  work: read,
});
const excerpt = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name: `excerpt: ${name}`,
  make: (size) => `${make(size)} word`,
  work: (markdown) => searchExcerpt(markdown, ['word', 'other']),
});

const drawing = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name: `drawing: ${name}`,
  make: (size) => `<svg xmlns="http://www.w3.org/2000/svg">${make(size)}</svg>`,
  work: (svg) => {
    try {
      sanitizeSvg(Buffer.from(svg));
    } catch {
      // Rejecting it must not take longer either.
    }
  },
});

const cited = (name: string, make: GrowthInput['make'], entries: GrowthInput['make']): GrowthInput => ({
  name: `citations: ${name}`,
  make: (size) => `${entries(size)}\0---\n${fields}\n---\n\n${make(size)}\n`,
  work: async (both) => {
    const [bibliography = '', source = ''] = both.split('\0');
    const found = { name: 'references.bib', shown: 'references.bib', text: bibliography };
    const settings = { language: 'en' };
    await readRecord({ file, shown: 'a.md', bytes: Buffer.from(source), settings, bibliography: found });
  },
});

const wikilinks = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name: `wikilinks: ${name}`,
  make: (size) => `---\n${fields}\n---\n\n${make(size)}\n`,
  work: async (source) => {
    const bytes = Buffer.from(source);
    const settings = { language: 'en', markdown: { wikilinks: true } };
    const wikiTargets = { b: { document: 'b.md', title: 'B' } };
    wikiFactsOf(bytes);
    await readRecord({ file, shown: 'a.md', bytes, settings, wikiTargets });
  },
});

const transcript = (name: string, make: GrowthInput['make']): GrowthInput => ({
  name: `transcript: ${name}`,
  make: (size) => `WEBVTT\n\n${make(size)}`,
  work: parseTranscript,
});

const repeated = (part: string) => (size: number) => part.repeat(size);
const each = (part: (at: number) => string) => (size: number) =>
  Array.from({ length: size }, (_, at) => part(at)).join('');

/** Inputs that took, or might take, a build or a browser quadratic time. */
export const growthInputs: GrowthInput[] = [
  text('prose', repeated('The quick brown fox jumps over the lazy dog. ')),
  text('paragraphs', repeated('The *quick* brown [fox](https://example.org/).\n\n')),
  text('lines of colons', repeated(':::\n')),
  text('notes within notes', repeated(':::aside\n')),
  text('times of day', repeated('1:1')),
  text('tags without an end', repeated('<img ')),
  text('tags without an end, in a block', (size) => `<div>\n${'<img "'.repeat(size)}`),
  text('comments without an end', repeated('x <!-- ')),
  text('elements within elements', repeated('<div>')),
  text('items within items', (size) => `<div>\n${'<li><dd>'.repeat(size)}`),
  text('cells within a drawing', (size) => `<div>\n<svg>${'<td>'.repeat(size)}`),
  text(
    'unclosed <font>s',
    each((at) => `<font color="${at}">x\n\n`),
  ),
  text('attributes of one tag', (size) => `<div ${each((at) => `a${at} `)(size)}>`),
  text(
    '<b>s after a comment',
    (size) => `<div>\n<!-- x --!><p>${each((at) => `<b id=${at}>`)(180)}</p>${'<p>x</p>'.repeat(size)}`,
  ),
  text('paragraphs in a table that takes none', (size) => `<div>\n<table>${'<p>'.repeat(size)}`),
  text('elements in a misnested one', (size) => `<div>\n<b><p>${'<i></i>'.repeat(size)}</b>`),
  text('text beside cells', (size) => `<div>\n<table>${'x<td>'.repeat(size)}`),
  text('spaces on a line', (size) => `a\n${' '.repeat(size)}x`),
  text('spaces in a title', (size) => `[a](#b "](x${' '.repeat(size)}y")`),
  text('attributes of a directive', (size) => `::video[a]{${each((at) => `a${at} `)(size)}}`),
  text(
    'a long word in a directive',
    (size) => `::video[a]{src="https://example.org/a.mp4" ${'a'.repeat(size)}}`,
  ),
  text('combining marks as references', (size) => `<h2>a${'&#x301;&#x316;'.repeat(size)}</h2>`),
  text('combining marks in percent-encoding', (size) => `[a](#a${'%CC%81%CC%96'.repeat(size)})`),
  text('quotes within quotes', repeated('> ')),
  text('lists within lists', repeated('- ')),
  text('emphasis within emphasis', (size) => '*a '.repeat(size) + 'a* '.repeat(size)),
  text('links within links', (size) => `${'['.repeat(size)}a${'](u)'.repeat(size)}`),
  text('titles of links without an end', repeated('[a](b "')),
  text('spaces in the address of a link', (size) => `[a](${' '.repeat(size)}`),
  text('definitions in a paragraph', (size) => `x\n${'[<a]: b\n'.repeat(size)}${'"'.repeat(size)}`),
  text('quotation marks in tags', repeated('<b title="_\'_">')),
  text('quotation marks on lines', repeated('"\n')),
  text(
    'times of day beside a video',
    (size) => `::video{src="https://example.org/a.mp4"}\n\n${'1:1'.repeat(size)}`,
  ),
  text('links to one file', repeated('[a](b.md)\n\n')),
  text(
    'links to as many files',
    each((at) => `[a](b${at}.md)\n\n`),
  ),
  text('quotation marks', repeated('"')),
  text('apostrophes', repeated("a'")),
  text('character references', repeated('&amp;')),
  text('backticks, ever more', (size) => each((at) => `a${'`'.repeat(at)}`)(Math.sqrt(2 * size))),
  text('dollars, ever more', (size) => each((at) => `a${'$'.repeat(at)}`)(Math.sqrt(2 * size))),
  text(
    'footnotes',
    each((at) => `a[^${at}]\n\n[^${at}]: b\n\n`),
  ),
  text(
    'definitions of links',
    (size) => `${each((at) => `[a${at}] `)(size)}\n\n${each((at) => `[a${at}]: /x${at}\n`)(size)}`,
  ),
  text('a table with as many columns as rows', (size) => {
    const side = Math.floor(size / 6);
    return `${'|a'.repeat(side)}|\n${'|-'.repeat(side)}|\n${'|1|\n'.repeat(side)}`;
  }),
  text('rows of a table', (size) => `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(size)}`),
  text('headings of one text', repeated('## Same\n\n')),
  text(
    'pull quotes',
    (size) => `${'Some words. '.repeat(size)}\n\n${':::pull\nSome words.\n:::\n\n'.repeat(size)}`,
  ),
  text('combining marks', (size) => `a${'\u0301\u0323'.repeat(size)}`),
  text('one long word', repeated('a')),
  text('blocks of code', repeated('```js\nlet a = 1;\n```\n\n')),
  text('brackets in code', (size) => `\`\`\`json\n${'[\n'.repeat(size)}\`\`\``),
  text('ranges of lines', (size) => `\`\`\`js {${`1-${size},`.repeat(size)}1}\n${'a\n'.repeat(size)}\`\`\``),
  text('marks of lines', (size) => `\`\`\`js\n${'a // [!code highlight:9999]\n'.repeat(size)}\`\`\``),
  text('a formula', (size) => `$$\n${'x + '.repeat(size)}x\n$$`),
  text('roots within roots', (size) => `$$\n${'\\sqrt{'.repeat(size)}x${'}'.repeat(size)}\n$$`),
  text(
    'arrows of a diagram',
    (size) => `\`\`\`mermaid alt="A"\nflowchart LR\n${each((at) => `a${at} --> a${at + 1}\n`)(size)}\`\`\``,
  ),
  text(
    'messages of a diagram',
    (size) => `\`\`\`mermaid alt="A"\nsequenceDiagram\n${'a->>b: x\n'.repeat(size)}\`\`\``,
  ),
  wikilinks('known', repeated('[[b]] ')),
  wikilinks('unknown', repeated('[[c#d|e]] ')),
  wikilinks('images', repeated('![[a.png|b|300]] ')),
  wikilinks('without an end', repeated('[[b')),
  wikilinks('with a long name', repeated('[[b|b')),
  wikilinks('in links', repeated('[[[b]]](c) ')),
  cited('of one work', repeated('[@a]\n\n'), () => '@book{a, title = {A}, year = {2001}}'),
  cited(
    'of as many works',
    each((at) => `[@a${at}] `),
    each((at) => `@book{a${at}, title = {A}, author = {B, C}, year = {2001}}\n`),
  ),
  cited('without an end', repeated('[see @a, '), () => '@book{a, title = {A}, year = {2001}}'),
  cited('brackets', repeated('['), () => '@book{a, title = {A}, year = {2001}}'),
  cited(
    'braces in a title',
    () => '[@a]',
    (size) => `@book{a, title = {${'{A'.repeat(size)}${'}'.repeat(size)}}, year = {2001}}`,
  ),
  transcript('cues', repeated('00:00.500 --> 00:04.000\nwithout an end\n\n')),
  transcript('voices', (size) => `00:00.500 --> 00:04.000\n${'<v Ann>Hi '.repeat(size)}`),
  transcript('voices without an end', (size) => `00:00.500 --> 00:04.000\n${'<v '.repeat(size)}`),
  transcript('references', (size) => `00:00.500 --> 00:04.000\n${'&amp'.repeat(size)}`),
  frontMatter('lists within lists', (size) => `tags: ${'['.repeat(size)}`),
  frontMatter('keys that are keys', (size) => `${'? '.repeat(size)}a`),
  frontMatter(
    'fields',
    each((at) => `field${at}: x\n`),
  ),
  frontMatter(
    'anchors and aliases',
    each((at) => `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]\n`),
  ),
  frontMatter('tags', (size) => `tags: [${each((at) => `t${at}, `)(size)}t]`),
  frontMatter('addresses', (size) => `aliases:\n${each((at) => `  - /a${at}/\n`)(size)}`),
  excerpt('marks of notes', repeated('[^a')),
  excerpt('quotes within quotes', repeated('> ')),
  excerpt('underscores', repeated('a__')),
  excerpt('words that are found', repeated('other ')),
  excerpt('empty lines', repeated(' \n')),
  excerpt('"<"', repeated('<')),
  excerpt('"["', repeated('![')),
  excerpt('dashes and bars', repeated('- |')),
  excerpt('the word itself', repeated('word ')),
  drawing('paths', repeated('<path d="M1.2345 2h3v4z" fill="#123"/>')),
  drawing('one path', (size) => `<path d="M1 2${'l1.23456 2.34567'.repeat(size)}"/>`),
  drawing('styles', repeated('<g style="fill:red;stroke:url(#a)"/>')),
  drawing('unsafe styles', repeated('<g style="fill:red;stroke:url(a)"/>')),
  drawing('rules', (size) => `<style>${'.a:not(.b){fill:url(#c)}'.repeat(size)}</style>`),
  drawing('braces', (size) => `<style>${'a{('.repeat(size)}</style>`),
  drawing(
    'rules and elements',
    (size) => `<style>${'*{fill:url(#z)}'.repeat(size)}</style>${'<g/>'.repeat(size)}`,
  ),
  drawing('groups within groups', repeated('<g>')),
  drawing('a switch of many', (size) => `<switch>${'<x/>'.repeat(size)}</switch>`),
];

/** In milliseconds of CPU time. Shorter times cannot be measured reliably. */
const minimumMs = 80;
/**
 * In milliseconds of CPU time. An input that takes longer, and still grows quadratically, is one that
 * `lib/markdown/limits.ts` does not reject.
 */
const maximumMs = 4000;
/** In characters. Texts of more than half a million are stored elsewhere in memory, which distorts the ratio. */
const maximumLength = 250_000;

/** Precedes the JSON of each measurement. */
export const growthPrefix = 'GROWTH ';

/** Options of Node.js: with room for new objects, less garbage collection is measured. */
export const steadyHeap = ['--min-semi-space-size=128', '--max-semi-space-size=128'];

/** The time for an input, and the factor for one twice as long. */
export interface Growth {
  /** In characters, of the smaller input. */
  length: number;
  milliseconds: number;
  ratio: number;
}

/**
 * Whether the time for an input grows linearly. If a quarter of a million characters take almost no
 * time, the ratio is noise.
 */
export const isLinear = ({ milliseconds, ratio }: Growth) => ratio <= 2.5 || milliseconds < 20;

/**
 * Doubles an input until it takes long enough to be measured, and once more.
 *
 * @param runs how often each is measured. The minimum counts, because other load only adds time.
 */
export async function measureGrowth({ make, work }: GrowthInput, runs: number): Promise<Growth> {
  let size = 64;
  // The first runs compile the code.
  await timeOf(() => work(make(size)), 10);
  let milliseconds = await timeOf(() => work(make(size)), 3);
  let before = milliseconds;
  // Any text may take a second before it is refused, so quadratic growth up to then is no failure yet.
  while (
    (milliseconds < minimumMs || (milliseconds > 2.5 * before && milliseconds < maximumMs)) &&
    make(size * 2).length <= maximumLength
  ) {
    size *= 2;
    const source = make(size);
    before = milliseconds;
    milliseconds = await timeOf(() => work(source), 2);
  }
  const [source, doubled] = [make(size), make(size * 2)];
  let doubledMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs && doubledMs > 2.2 * milliseconds; run++) {
    doubledMs = Math.min(doubledMs, await timeOf(() => work(doubled), 1));
    milliseconds = Math.min(milliseconds, await timeOf(() => work(source), 1));
  }
  return { length: source.length, milliseconds, ratio: doubledMs / milliseconds };
}

/** The minimum CPU time, in milliseconds. */
async function timeOf(act: () => unknown, runs: number): Promise<number> {
  let minimum = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(start);
    minimum = Math.min(minimum, (user + system) / 1000);
  }
  return minimum;
}
