import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type RecommendablePost, recommend } from '../../lib/recommend';
import { weighTerms } from '../../lib/recommend/terms';

const words = [
  'memory',
  'module',
  'import',
  'component',
  'sandbox',
  'runtime',
  'string',
  'page',
  'stack',
  'trap',
];
const publications = fc
  .array(
    fc.record({
      title: fc.constantFrom(...words),
      headings: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
      text: fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((list) => list.join(' ')),
      tags: fc.uniqueArray(fc.constantFrom('wasi', 'wit', 'security'), { maxLength: 2 }),
      series: fc.option(fc.constantFrom('s', 't'), { nil: undefined }),
      date: fc.integer({ min: 0, max: 4e11 }),
      pins: fc.array(fc.nat(11), { maxLength: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((list): RecommendablePost[] =>
    list.map(({ pins, title, headings, text, ...post }, at) => ({
      ...post,
      terms: weighTerms({ title, headings, text }),
      slug: `p${at}`,
      pinned: pins.filter((pin) => pin < list.length && pin !== at).map((pin) => `p${pin}`),
    })),
  );

describe('recommended posts', () => {
  it('are three to five others, or all others where there are fewer', () => {
    fc.assert(
      fc.property(publications, (posts) => {
        for (const [slug, chosen] of recommend(posts)) {
          assert.ok(!chosen.includes(slug), 'never itself');
          assert.equal(new Set(chosen).size, chosen.length, 'each once');
          assert.ok(chosen.length <= 5 && chosen.length >= Math.min(3, posts.length - 1));
        }
      }),
    );
  });
  it('begin with the pinned ones, in their order', () => {
    fc.assert(
      fc.property(publications, (posts) => {
        const recommended = recommend(posts);
        for (const post of posts) {
          const pinned = [...new Set(post.pinned)];
          assert.deepEqual(recommended.get(post.slug)?.slice(0, pinned.length), pinned);
        }
      }),
    );
  });
  it('do not depend on the order of the posts', () => {
    fc.assert(
      fc.property(publications, (posts) => {
        const one = recommend(posts);
        const other = recommend(posts.toReversed());
        for (const { slug } of posts) assert.deepEqual(one.get(slug), other.get(slug));
      }),
    );
  });
  it('are about the same thing', () => {
    const about = (slug: string, text: string): RecommendablePost => ({
      slug,
      terms: weighTerms({ title: slug, headings: [], text }),
      tags: [],
      series: undefined,
      date: 0,
      pinned: [],
    });
    const posts = [
      about('a', 'linear memory grows by pages and never shrinks'),
      about('b', 'pages of linear memory and how memory grows'),
      about('c', 'the bakery opens at nine and sells bread'),
      about('d', 'bread needs flour, water, salt and a bakery'),
      about('e', 'rain in the afternoon, sun in the evening'),
    ];
    assert.equal(recommend(posts).get('a')?.[0], 'b');
    assert.equal(recommend(posts).get('c')?.[0], 'd');
  });
});
