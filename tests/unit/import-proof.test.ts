import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countWords, oldArticle, ourArticle, readArticle, wordsIn } from '../../lib/import/proof/article';
import { compare } from '../../lib/import/proof/compare';

const nothing = { blocks: new Set<string>(), parts: new Set<string>() };
const words = (count: number, word = 'word') =>
  Array.from({ length: count }, (_, at) => `${word}${at}`).join(' ');

/** Compares the body of an old page with that of our article. */
function prove(old: string, ours: string) {
  const article = readArticle(ourArticle(`<article>${ours}</article>`));
  const counts = countWords(article.blocks.flatMap(wordsIn));
  const { words, missingWords, missing } = compare(
    { oldAddress: '/old/', address: '/new/' },
    readArticle(oldArticle(`<body>${old}</body>`, counts, nothing)),
    article,
    nothing,
    () => false,
  );
  return { words, missingWords, missing: missing.map(({ kind, what }) => `${kind}: ${what}`) };
}

describe('the proof of an import finds', () => {
  it('a section that did not arrive', () => {
    const { words: all, missingWords } = prove(
      `<article><section><p>${words(200)}</p></section><section><p>${words(100, 'lost')}</p></section></article>`,
      `<p>${words(200)}</p>`,
    );
    assert.equal(all, 300);
    assert.equal(missingWords, 100);
  });
  it('a text of which only the title arrived', () => {
    const { missingWords } = prove(`<div><h1>Title</h1><p>${words(50)}</p></div>`, '<h1>Title</h1>');
    assert.equal(missingWords, 50);
  });
  it('text that is in no paragraph', () => {
    assert.equal(
      prove(`<div>${words(60)}<br><br>${words(60, 'more')}</div>`, `<p>${words(60)}</p>`).missingWords,
      60,
    );
    assert.equal(
      prove(`<ul><li>${words(60, 'more')}<ul><li>one</ul></ul>`, '<ul><li><ul><li>one</ul></ul>')
        .missingWords,
      60,
    );
  });
  it('one of two images with nearly the same name', () => {
    const image = (name: string) => `<p>A B <img src="/a/${name}"></p>`;
    assert.deepEqual(
      prove(image('figure-001.png') + image('figure-002.png'), `${image('figure-001.png')}A B`).missing,
      ['image: /a/figure-002.png'],
    );
    assert.deepEqual(prove(image('photo-800x600.jpg'), image('photo.5f3a9c1e.jpg')).missing, []);
  });
  it('a recording, even if its name is a part of a link', () => {
    const { missing } = prove('<p>A</p><audio src="/ep.mp3"></audio>', '<p>A</p><a href="/steps/"></a>');
    assert.deepEqual(missing, ['embed: /ep.mp3']);
    assert.deepEqual(
      prove('<p>A</p><audio src="/ep.mp3"></audio>', '<p>A</p><a href="/x/ep.mp3"></a>').missing,
      [],
    );
  });
});

describe('the proof of an import ignores', () => {
  it('dates, text for screen readers, and short texts of the theme', () => {
    const { missing } = prove(
      `<div><h1>Title</h1><time>May 1, 2019</time></div><main><p>${words(60)}<span class="sr-only">opens a tab</span></p></main><p>More: Next post</p>`,
      `<h1>Title</h1><p>${words(60)}</p>`,
    );
    assert.deepEqual(missing, []);
  });
});
