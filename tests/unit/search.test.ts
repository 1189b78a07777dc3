import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { searchFiles } from '../../lib/search/build';
import { searchExcerpt } from '../../lib/search/excerpt';
import { frequenciesOf } from '../../lib/search/frequencies';
import { Searcher } from '../../lib/search/query';
import { emptyIndex, type SearchedPost, updateIndex } from '../../lib/search/word-index';
import { wordsOf } from '../../lib/search/words';

interface PostFields {
  slug?: string;
  title: string;
  text: string;
  tag?: string;
  author?: string;
  day?: string;
}

/** The index of some posts, oldest first, and a search for titles in it. */
function indexOf(fields: readonly PostFields[]) {
  const posts = fields.map(
    ({ slug = '', title, tag = 'notes', author = 'desk', day = '2026-01-01' }, at): SearchedPost => ({
      href: `/posts/${at}/`,
      slug,
      title,
      summary: '',
      day,
      headings: [],
      tags: [[tag, tag]],
      authors: [[author, author]],
      frequencies: String(at),
    }),
  );
  const index = updateIndex(emptyIndex, posts, (name) => frequenciesOf(fields[Number(name)]?.text ?? ''));
  const files = new Map(searchFiles(posts, index));
  const searcher = new Searcher(async (path) => {
    const file = files.get(path);
    if (file === undefined) throw new Error(`there is no ${path}`);
    return JSON.parse(file);
  });
  const find = async (text: string, filters = {}) => {
    const found = await searcher.search({ text, ...filters });
    return (await Promise.all(found.map((number) => searcher.post(number)))).map((post) => post?.[1]);
  };
  return { files, find };
}

/** Random words of two to five letters. There are few letters, so that many words start alike. */
function randomWords(seed: number, count: number): string[] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + next(4) }, () => 'abcdeé1日本'[next(9)]).join(''),
  );
}

test('an updated index is the same as a new one', () => {
  const post = fc.record({
    title: fc.constantFrom('a', 'b'),
    text: fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
  });
  const searched = fc.array(post, { maxLength: 8 }).map((posts) =>
    posts.map(
      ({ title, text }): SearchedPost => ({
        href: '/',
        slug: title,
        title,
        summary: '',
        day: '2026-01-01',
        headings: [],
        tags: [],
        authors: [],
        frequencies: text.join(' '),
      }),
    ),
  );
  fc.assert(
    fc.property(fc.array(searched), (versions) => {
      let index = emptyIndex;
      for (const posts of versions) {
        index = updateIndex(index, posts, frequenciesOf);
        assert.deepEqual(index, updateIndex(emptyIndex, posts, frequenciesOf));
      }
    }),
  );
});

describe('a search', () => {
  test('finds a post by any word of its text, in any case and without accents', async () => {
    const { find } = indexOf([
      { title: 'One', text: 'The Café sells C++ and ナウル.' },
      { title: 'Two', text: 'Nothing of the kind.' },
    ]);
    for (const query of ['cafe', 'CAFÉ', 'sells', 'c++', 'ナウル', 'cafe c++'])
      assert.deepEqual(await find(query), ['One'], query);
    assert.deepEqual(await find('absent'), []);
  });

  test('finds a word in every form of its letters', async () => {
    for (const [text, ...queries] of [
      ['İğdır IĞDIR', 'iğdır', 'İĞDIR', 'IĞDIR', 'igdir', 'Iğdır'],
      ['iğdır', 'İğdır', 'IĞDIR'],
      ['Straße', 'STRASSE', 'strasse'],
      ['ΟΔΟΣ', 'οδος', 'οδοσ'],
      ['Łódź', 'lodz'],
      ['Cafe\u0301', 'caf\u00e9'],
    ]) {
      const { find } = indexOf([{ title: 'One', text: text ?? '' }]);
      for (const query of queries) assert.deepEqual(await find(query), ['One'], `${query} in ${text}`);
    }
  });

  test('ranks a title first if the address has the word, too', async () => {
    const { find } = indexOf([
      { slug: 'ocr-textract', title: 'Reading a PDF with Textract', text: 'Textract reads.' },
      { slug: 'mocking', title: 'Mocking a Textract error', text: 'Textract fails.' },
    ]);
    assert.deepEqual(await find('textract'), ['Reading a PDF with Textract', 'Mocking a Textract error']);
  });

  test('ranks titles before texts, and posts with all words before posts with some', async () => {
    const { find } = indexOf([
      { title: 'On borrowing', text: 'Memory and a memory, said once more: memory.' },
      { title: 'Memory', text: 'What it is.' },
      { title: 'Elsewhere', text: 'Borrowing memory.' },
    ]);
    assert.equal((await find('memory'))[0], 'Memory');
    assert.deepEqual((await find('memory borrowing')).toSorted(), ['Elsewhere', 'On borrowing']);
    assert.deepEqual(await find('memory missingword'), await find('memory'));
  });

  test('finds words by their beginning, and other forms after the one that was typed', async () => {
    const { find } = indexOf([
      { title: 'A', text: 'The parser parses.' },
      { title: 'B', text: 'We were parsing.' },
      { title: 'C', text: 'A part.' },
    ]);
    assert.deepEqual((await find('pars')).toSorted(), ['A', 'B']);
    assert.deepEqual(await find('parsing'), ['B', 'A']);
  });

  test('can be limited to a topic, an author or a year, and without words lists all posts, newest first', async () => {
    const { find } = indexOf([
      { title: 'Old', text: 'word', tag: 'wit', day: '2024-05-01' },
      { title: 'Middle', text: 'word', tag: 'wasi', author: 'other', day: '2025-05-01' },
      { title: 'New', text: 'word', tag: 'wit', day: '2026-05-01' },
    ]);
    assert.deepEqual(await find('word', { tag: 'wit' }), ['New', 'Old']);
    assert.deepEqual(await find('word', { tag: 'wit', year: '2024' }), ['Old']);
    assert.deepEqual(await find('', { author: 'other' }), ['Middle']);
    assert.deepEqual(await find('', { year: '2026' }), ['New']);
    assert.deepEqual(await find('word', { tag: 'unknown' }), []);
  });

  test('finds every word of every text in a large archive', async () => {
    const posts = Array.from({ length: 600 }, (_, at) => ({
      title: `T${at}`,
      text: randomWords(at, 60).join(' '),
    }));
    const { files, find } = indexOf(posts);
    assert.ok([...files.keys()].filter((path) => path.startsWith('/search/words/')).length > 5);
    const { common } = JSON.parse(files.get('/search/index.json') ?? '');
    for (const { title, text } of posts.filter((_, at) => at % 60 === 0))
      for (const word of wordsOf(text))
        if (!common.includes(word)) assert.ok((await find(word)).includes(title), `${word} in ${title}`);
  });
});

test('a change to one post leaves most of the index unchanged', () => {
  const posts = Array.from({ length: 300 }, (_, at) => ({
    title: `T${at}`,
    text: randomWords(at, 80).join(' '),
  }));
  const before = indexOf(posts).files;
  const after = indexOf(posts.with(7, { title: 'T7', text: `${posts[7]?.text} oneword` })).files;
  const changed = [...after].filter(([path, content]) => before.get(path) !== content);
  assert.ok(changed.length > 0 && changed.length <= 3, changed.map(([path]) => path).join(' '));
});

describe('an excerpt', () => {
  const head = '# Title\n\n> Summary of words.\n\nDesk, today  \n<https://example.com/>\n\n';

  test('is from the passage with most of the words, without Markdown syntax', () => {
    const text = `${head}First *sandbox*.\n\n${'Filler. '.repeat(60)}\n\n## A heading\n\nThe [sandbox](https://x.org/) keeps \`memory\` apart.\n`;
    const parts = searchExcerpt(text, ['sandbox', 'memory']);
    assert.match(parts?.join('') ?? '', /The sandbox keeps memory apart\.$/);
    assert.deepEqual(
      parts?.filter((_, at) => at % 2 === 1),
      ['sandbox', 'memory'],
    );
  });

  test('is from code only if nothing else has the words', () => {
    const text = `${head}\`\`\`c\nint grown = 1;\n\`\`\`\n\nIt has grown.\n`;
    assert.equal(searchExcerpt(text, ['grown'])?.join(''), 'It has grown.');
    assert.equal(searchExcerpt(text, ['int'])?.join(''), 'int grown = 1; It has grown.');
  });

  test('marks the words in all their forms', () => {
    assert.deepEqual(
      searchExcerpt(`${head}In İğdır, a Café sells C++ and snake_case.`, ['igdir', 'cafe', 'c++', 'case']),
      ['In ', 'İğdır', ', a ', 'Café', ' sells ', 'C++', ' and snake_', 'case', '.'],
    );
  });

  test('has no syntax of callouts, footnotes, tasks and formulas', () => {
    const text = [
      '> [!NOTE]\n> A zebra[^1] is in *here*.',
      '$$\nx^2\n$$',
      '- [x] Done with $$y$$, _so_ ~~no~~.',
      '> - > deep [link][a].',
      '[a]: https://x.org/',
      '[x](https://x.org/) marks',
      '[^1]: A lemur.',
    ].join('\n\n');
    assert.equal(
      searchExcerpt(head + text, ['zebra'])?.join(''),
      'A zebra is in here. Done with y, so no. deep link. x marks A lemur.',
    );
  });

  test('keeps such syntax in code', () => {
    assert.equal(searchExcerpt(`${head}\`\`\`\n/[^a]+/ it\n\`\`\`\n`, ['it'])?.join(''), '/[^a]+/ it');
  });

  test('is missing if the text has none of the words, or there are no words', () => {
    assert.equal(searchExcerpt(`${head}Text.`, ['absent']), undefined);
    assert.equal(searchExcerpt(`${head}Text.`, []), undefined);
  });
});
