import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, it } from 'node:test';
import { readFrontMatter } from '../../lib/content/front-matter';
import { type DocumentTypeName, folders, model } from '../../lib/content/model';
import { schemaDir } from '../../lib/content/schema';
import { splitSource } from '../../lib/content/source';
import { callouts } from '../../lib/markdown/blocks';
import { directiveOf, opening, ourDirectives } from '../../lib/markdown/directives';
import { renderMarkdown } from '../../lib/markdown/render';
import { runScript } from '../helpers/command';
import { post, writePublication } from '../helpers/publication';

const json = (file: string) => JSON.parse(readFileSync(`.vscode/${file}`, 'utf8'));

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}
const snippets: Record<string, Snippet> = json('letterpress.code-snippets');

/** What VS Code inserts if the author accepts every placeholder. */
function inserted({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|}]*)[^|}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replaceAll('$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE', '2026-03-10')
    .replaceAll('\\$', '$');
}

const types = Object.keys(model) as DocumentTypeName[];

describe('The snippets for VS Code', () => {
  it('have every directive and every callout', () => {
    for (const name of ourDirectives) {
      const directive = directiveOf(name);
      assert.ok(directive);
      const [first = ''] =
        snippets[Object.keys(snippets).find((key) => snippets[key]?.prefix === name) ?? '']?.body ?? [];
      assert.ok(first.startsWith(opening(name, directive)), `a snippet with the prefix ${name}`);
    }
    for (const name of callouts) assert.ok(snippets.Callout?.body[0]?.includes(name.toUpperCase()));
  });

  for (const type of types)
    it(`have valid front matter for ${folders[type]}`, () => {
      const snippet = snippets[type];
      assert.ok(snippet);
      const source = splitSource('a.md', Buffer.from(inserted(snippet)));
      assert.ok(!('message' in source));
      assert.deepEqual(readFrontMatter(source, type, 'UTC').errors, []);
    });

  for (const [name, snippet] of Object.entries(snippets).filter(([name]) => !(name in model)))
    it(`insert Markdown without problems: ${name}`, async () => {
      const text = inserted(snippet);
      // A pull quote repeats the text around it.
      const before = snippet.prefix === 'pull' ? `${snippet.body[1]?.slice(4, -1)}\n\n` : '';
      const work = { key: 'key', type: 'book', title: 'A book', authors: [] };
      const { problems, warnings } = await renderMarkdown(
        before + text,
        'en',
        { embeds: true },
        new Map([['key', work]]),
      );
      assert.deepEqual([...problems, ...warnings], []);
    });
});

describe('The settings for VS Code', () => {
  it('name the schema of each document type', () => {
    const expected = types.map((type) => [
      `./.letterpress/schema/${folders[type]}.json`,
      `content/${folders[type]}/**/*.md`,
    ]);
    assert.deepEqual(json('settings.json')['yaml.schemas'], Object.fromEntries(expected));
    assert.match(relative('.', schemaDir), /^\.letterpress\/(.+\/)?schema$/);
  });

  it('show the errors of npm run check in the Problems panel', async () => {
    const folder = await writePublication({ 'posts/a.md': post({ desciption: 'x' }, '[a](b.md)') });
    const { output } = await runScript('check', { CONTENT_DIR: folder });
    const [place, message] = json('tasks.json').tasks[0].problemMatcher.pattern.map(
      ({ regexp }: { regexp: string }) => new RegExp(regexp),
    );
    const lines = output.split('\n');
    const found = lines.flatMap((line, at) => {
      const [, file, row, column] = place.exec(line) ?? [];
      return file
        ? [[file.split('/').at(-1), row, column, message.exec(lines[at + 1])?.[1].slice(0, 14)]]
        : [];
    });
    assert.deepEqual(found, [
      ['a.md', '4', '1', 'unknown field '],
      ['a.md', '7', '1', 'broken link to'],
    ]);
  });
});

/** Syntax of Obsidian and iA Writer, and whether it works, gets a warning or an error, or is shown as typed without one. */
const foreign: [text: string, result: 'works' | 'warning' | 'error' | 'shown'][] = [
  ['> [!note]\n> Text', 'works'],
  ['> [!CAUTION]\n> Text', 'works'],
  ['> [!info]\n> Text', 'error'],
  ['> [!note] A title\n> Text', 'warning'],
  ['> [!tip]- A title\n> Text', 'warning'],
  ['> [!tip]-\n> Text', 'warning'],
  ['==highlight==', 'warning'],
  ['$$x^2$$', 'works'],
  ['$x^2$', 'warning'],
  ['a[^1]\n\n[^1]: note', 'works'],
  ['a^[note]', 'warning'],
  ['```mermaid\nflowchart LR\n  a --> b\n```', 'error'],
  ['A #tag', 'shown'],
  ['%%comment%%', 'warning'],
  ['%%\ncomment\n%%', 'warning'],
  ['Text ^block-id', 'warning'],
  ['- [x] done', 'works'],
  ['- [?] open', 'shown'],
  ['```dataview\nLIST\n```', 'shown'],
  ['![[note]]', 'warning'],
  ['[[note#^block]]', 'warning'],
  ['![alt|300](https://example.org/a.png)', 'warning'],
  ['/image.png "Title"', 'warning'],
  ['/chapter.md', 'warning'],
  ['/data.csv', 'warning'],
  ['{{TOC}}', 'warning'],
  ['[%title]', 'shown'],
  ['[#citation]', 'shown'],
];

describe('Syntax of other editors, as docs/writing.md describes it:', () => {
  for (const [text, result] of foreign)
    it(`${JSON.stringify(text)} ${result === 'works' ? result : `is ${result}`}`, async () => {
      const { problems, warnings } = await renderMarkdown(text, 'en');
      assert.equal(problems.length > 0, result === 'error');
      assert.equal(warnings.length > 0, result === 'warning');
    });
});
