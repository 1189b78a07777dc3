import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type RecommendablePost,
  type Recommendation,
  Recommender,
  type SavedResults,
} from '../../lib/recommend';
import { type PostTerms, readTerms, weighTerms, writeTerms } from '../../lib/recommend/terms';

/** A post with defaults for all fields that are not given. */
function recommendable(
  post: Partial<RecommendablePost> & { slug: string; terms: PostTerms },
): RecommendablePost {
  return {
    digest: post.slug,
    tags: [],
    tagNames: post.tags ?? [],
    date: 0,
    language: 'en',
    original: post.slug,
    links: [],
    pinned: [],
    unrelated: [],
    hasNoRecommendations: false,
    ...post,
  };
}

const recommend = (posts: readonly RecommendablePost[]) => new Recommender(posts).recommendAll().recommended;
const slugsOf = (list: readonly Recommendation[] | undefined) => list?.map(({ slug }) => slug) ?? [];

async function about(title: string, text: string, more: Partial<RecommendablePost> = {}) {
  const terms = await weighTerms({ title, headings: [], text, code: '', language: more.language ?? 'en' });
  return recommendable({ slug: title.toLowerCase().replace(/\W+/g, '-'), terms, ...more });
}

const words = ['memory', 'module', 'import', 'component', 'sandbox', 'runtime', 'string', 'page', 'trap'];
const indexes = fc.uniqueArray(fc.nat(11), { maxLength: 3 });
const publications = fc.array(
  fc.record({
    text: fc.array(fc.constantFrom(...words), { maxLength: 6 }),
    tags: fc.uniqueArray(fc.constantFrom('wasi', 'wit', 'security'), { maxLength: 2 }),
    series: fc.constantFrom(undefined, 's', 't'),
    part: fc.constantFrom(undefined, 1, 2),
    day: fc.nat(2000),
    language: fc.constantFrom('en', 'en', 'de'),
    links: indexes,
    pinned: indexes,
    unrelated: indexes,
    hasNoRecommendations: fc.constantFrom(false, false, true),
  }),
  { maxLength: 12 },
);
type PostFields = typeof publications extends fc.Arbitrary<(infer T)[]> ? T : never;

/** The posts of a publication, with slugs instead of indexes. */
function publicationOf(list: readonly PostFields[]): Promise<RecommendablePost[]> {
  const slugsAt = (those: number[], own: number) =>
    those.filter((index) => index < list.length && index !== own).map((index) => `p${index}`);
  return Promise.all(
    list.map(({ text, day, links, pinned, unrelated, ...more }, at) =>
      about('', text.join(' '), {
        ...more,
        slug: `p${at}`,
        digest: [more.language, ...text].join(' '),
        date: day * 86_400_000,
        links: slugsAt(links, at),
        pinned: slugsAt(pinned, at),
        unrelated: slugsAt(unrelated, at).filter((slug) => !slugsAt(pinned, at).includes(slug)),
      }),
    ),
  );
}

const forAnyPosts = (check: (posts: RecommendablePost[]) => void, numRuns = 200) =>
  fc.assert(
    fc.asyncProperty(publications, async (list) => check(await publicationOf(list))),
    { numRuns },
  );

/** Posts about topics that no other post contributions. */
const fillers = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, at) =>
      about(`Filler ${at}`, `Filler number ${at}.`, { date: at * 864e5 * 9 }),
    ),
  );

/** Two hundred posts of random words, and the same posts with one word added to one of them. */
async function archive() {
  const draw = (seed: number) => words[(Math.imul(seed, 2654435761) >>> 16) % words.length] ?? '';
  const textOf = (at: number) =>
    Array.from({ length: 12 }, (_, index) => `${draw(at * 31 + index)}${(at * 7 + index * index) % 40}`).join(
      ' ',
    );
  const posts = await Promise.all(
    Array.from({ length: 200 }, (_, at) => about(`Post ${at}`, textOf(at), { date: at * 864e5 })),
  );
  const corrected = await about('Post 100', `${textOf(100)} corrected`, {
    date: 100 * 864e5,
    digest: 'corrected',
  });
  return { posts, corrected: posts.map((post) => (post.slug === corrected.slug ? corrected : post)) };
}

describe('recommended posts', () => {
  it('are five other posts, or all others if there are fewer, each once', () =>
    forAnyPosts((posts) => {
      const recommended = recommend(posts);
      for (const { slug, unrelated, hasNoRecommendations } of posts) {
        const list = slugsOf(recommended.get(slug));
        assert.ok(!list.includes(slug));
        assert.equal(new Set(list).size, list.length);
        assert.ok(list.every((other) => posts.some((one) => one.slug === other)));
        assert.equal(
          list.length,
          hasNoRecommendations ? 0 : Math.min(5, posts.length - 1 - unrelated.length),
        );
      }
    }));

  it('start with the pinned posts in order, and leave out unrelated ones', () =>
    forAnyPosts((posts) => {
      const recommended = recommend(posts);
      for (const { slug, pinned, unrelated, hasNoRecommendations } of posts) {
        const list = slugsOf(recommended.get(slug));
        if (!hasNoRecommendations) assert.deepEqual(list.slice(0, pinned.length), pinned);
        assert.ok(!unrelated.some((other) => list.includes(other)));
      }
    }));

  it('do not depend on the order of the posts', () =>
    forAnyPosts((posts) => assert.deepEqual(recommend(posts.toReversed()), recommend(posts))));

  it('are in the language of the post, even if posts in other languages are more similar', async () => {
    const postIn = (language: string, index: number) =>
      about(`Post ${index}`, `memory page ${index < 4 ? 'trap' : 'import'}`, {
        slug: `${language}${index}`,
        language,
        tags: ['wasi'],
        date: index * 864e5,
        links: [`${language === 'en' ? 'nl' : 'en'}${index}`],
      });
    const posts = await Promise.all(
      ['en', 'nl'].flatMap((language) => Array.from({ length: 8 }, (_, index) => postIn(language, index))),
    );
    for (const [slug, list] of recommend(posts))
      assert.ok(
        slugsOf(list).every((other) => other.slice(0, 2) === slug.slice(0, 2)),
        `${slug}: ${slugsOf(list)}`,
      );
  });

  it('include posts in other languages at the end if there are too few in its own', async () => {
    const posts = await Promise.all([
      about('Memory', 'memory page trap'),
      about('Memory grows', 'memory page trap', { language: 'nl', slug: 'nl1' }),
      about('Memory again', 'memory page trap', { language: 'nl', slug: 'nl2' }),
      about('Rain', 'rain'),
    ]);
    const list = slugsOf(recommend(posts).get('memory'));
    assert.equal(list[0], 'rain');
    assert.deepEqual(list.slice(1).sort(), ['nl1', 'nl2']);
  });

  it('include every post somewhere', () =>
    forAnyPosts((posts) => {
      const free = posts.map((post) => ({ ...post, pinned: [], unrelated: [], hasNoRecommendations: false }));
      const listed = new Set([...recommend(free).values()].flatMap(slugsOf));
      assert.equal(listed.size, posts.length < 2 ? 0 : posts.length);
    }));

  it('are the same whether computed from a cache or from scratch', () =>
    fc.assert(
      fc.asyncProperty(fc.array(publications, { minLength: 2, maxLength: 4 }), async (versions) => {
        let before: SavedResults | undefined;
        for (const version of versions) {
          const posts = await publicationOf(version);
          const incremental = new Recommender(posts, { before }).recommendAll();
          assert.deepEqual(incremental.recommended, recommend(posts));
          before = incremental.saved;
        }
      }),
    ));

  it('are the same after edits of single texts', () =>
    fc.assert(
      fc.asyncProperty(
        publications,
        fc.array(
          fc.record({ index: fc.nat(11), text: fc.array(fc.constantFrom(...words), { maxLength: 6 }) }),
        ),
        async (list, edits) => {
          const now = [...list];
          let before: SavedResults | undefined;
          for (const { index, text } of [{ index: list.length, text: [] }, ...edits]) {
            const edited = now[index];
            if (edited) now[index] = { ...edited, text };
            const posts = await publicationOf(now);
            const incremental = new Recommender(posts, { before }).recommendAll();
            assert.deepEqual(incremental.recommended, recommend(posts));
            before = incremental.saved;
          }
        },
      ),
    ));

  it('stay the same for nearly all posts if one word of a post changes', async () => {
    const { posts, corrected } = await archive();
    const before = recommend(posts);
    const after = recommend(corrected);
    const changed = posts.filter(
      ({ slug }) => JSON.stringify(slugsOf(before.get(slug))) !== JSON.stringify(slugsOf(after.get(slug))),
    );
    assert.ok(changed.length <= posts.length / 20, `${changed.length} of ${posts.length}`);
  });

  it('learn from the links of the publication, such as to prefer posts of the same day', async () => {
    const day = 86_400_000;
    const firstAfterLearning = async (links: (at: number) => string[]) => {
      const posts = await Promise.all(
        Array.from({ length: 60 }, (_, at) =>
          about(`Post ${at}`, `${words[at % 6]} `.repeat(5) + words[6 + (at % 3)], {
            slug: `p${at}`,
            date: Math.floor(at / 2) * 40 * day,
            links: at < 48 ? links(at) : [],
          }),
        ),
      );
      return slugsOf(recommend(posts).get('p50'))[0];
    };
    assert.equal(await firstAfterLearning((at) => [`p${at % 2 === 0 ? at + 1 : at - 1}`]), 'p51');
    const sameWords = (slug: string | undefined) => Number(slug?.slice(1)) % 6 === 50 % 6;
    assert.ok(sameWords(await firstAfterLearning((at) => [`p${(at + 18) % 48}`])));
  });

  it('have reasons', async () => {
    const posts = await Promise.all([
      about('Linear memory', 'Linear memory grows by pages.', { series: 's', part: 1, pinned: ['pinned'] }),
      about('Pinned', 'Rain.'),
      about('Inside linear memory', 'Linear memory, seen from inside.'),
      about('The second part', 'Sun.', { series: 's', part: 2 }),
      about('A referrer', 'Wind.', { links: ['linear-memory'] }),
      ...(await fillers(30)),
    ]);
    const reasons = new Map(
      recommend(posts)
        .get('linear-memory')
        ?.map(({ slug, reason }) => [slug, reason]),
    );
    assert.deepEqual(reasons.get('pinned'), { why: 'pinned' });
    assert.deepEqual(reasons.get('inside-linear-memory'), { why: 'about', topics: ['linear memory'] });
    assert.deepEqual(reasons.get('the-second-part'), { why: 'next' });
    assert.deepEqual(reasons.get('a-referrer'), { why: 'refers' });
  });

  it('are about the same topic', async () => {
    const posts = await Promise.all([
      about('A', 'linear memory grows by pages and never shrinks'),
      about('B', 'a page of linear memories, and how memory grew and grows'),
      about('C', 'the bakery opens at nine and sells bread'),
      about('D', 'bread needs flour, water, salt and a bakery'),
      about('E', 'rain in the afternoon, sun in the evening'),
    ]);
    const recommended = recommend(posts);
    assert.equal(slugsOf(recommended.get('a'))[0], 'b');
    assert.equal(slugsOf(recommended.get('c'))[0], 'd');
  });

  it('never include a translation of the post', async () => {
    const posts = await Promise.all([
      about('Original', 'linear memory'),
      about('Other', 'something else'),
      about('Übersetzung', 'linearer Speicher', { slug: 'u', language: 'de', original: 'original' }),
    ]);
    assert.deepEqual(slugsOf(recommend(posts).get('original')), ['other']);
  });
});

it('reads the terms of a post as they were written', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (title, text) => {
      const terms = await weighTerms({ title, headings: [], text, code: '', language: 'en' });
      assert.deepEqual(readTerms(writeTerms(terms)), terms);
    }),
  ));
