import { parseArgs } from 'node:util';
import { type RecommendablePost, Recommender } from '../../lib/recommend';
import { weighTerms } from '../../lib/recommend/terms';
import { slugify } from '../../lib/util/slug';
import { makePost } from '../corpus';

/** Measures the recommender in one process: for all posts, and after a corrected word in one. */
const { values } = parseArgs({
  options: { posts: { type: 'string', default: '10000' }, short: { type: 'boolean', default: false } },
});
const corpus = { posts: Number(values.posts), short: values.short };

const posts: RecommendablePost[] = [];
for (let at = 0; at < corpus.posts; at++) posts.push(await made(at));

const first = seconds(() => new Recommender(posts).recommendAll());
const edited = posts.map((post, at) => (at === corpus.posts >> 1 ? corrected(post) : post));
const second = seconds(() => new Recommender(edited, { before: first.result.saved }).recommendAll());
const changed = [...second.result.recommended].filter(
  ([slug, list]) => JSON.stringify(list) !== JSON.stringify(first.result.recommended.get(slug)),
);
const terms = posts.reduce((sum, post) => sum + post.terms.ids.length, 0) / posts.length;
console.log(`${posts.length} posts of ${terms.toFixed(0)} different terms`);
console.log(
  `all: ${first.took.toFixed(2)} s; after an edit: ${second.took.toFixed(2)} s, ${changed.length} lists changed`,
);
console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, posts and all`);

async function made(at: number): Promise<RecommendablePost> {
  const { slug, source } = makePost(corpus, at);
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(source)?.[1] ?? '';
  const title = field('title').replaceAll('"', '');
  const tags = field('tags')
    .replace(/[[\]"]/g, '')
    .split(/, ?/)
    .filter(Boolean);
  const text = source.replace(/^---[\s\S]*?\n---\n/, '');
  return {
    slug,
    digest: slug,
    terms: await weighTerms({ title, headings: [], text, code: '', language: 'en' }),
    tags: tags.map(slugify),
    tagNames: tags,
    date: Date.parse(field('date')),
    language: 'en',
    original: slug,
    links: [],
    pinned: [],
    unrelated: [],
    hasNoRecommendations: false,
  };
}

/** Replaces the first word. */
function corrected(post: RecommendablePost): RecommendablePost {
  const ids = post.terms.ids.slice();
  ids[0] = (ids[0] ?? 0) ^ 1;
  return { ...post, digest: 'corrected', terms: { ...post.terms, ids } };
}

function seconds<T>(work: () => T): { result: T; took: number } {
  const started = performance.now();
  const result = work();
  return { result, took: (performance.now() - started) / 1000 };
}
