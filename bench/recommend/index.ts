import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Likeness, vectorsOf } from '../../lib/recommend/vectors';
import { hugoRelated, nearestInDate, type Rankings, sharedTags, tfIdf } from './baselines';
import { CorpusError, type JudgedPost, readCorpus } from './corpus';
import { letterpress } from './letterpress';
import { type Judged, measure } from './measures';

/** Measures how well methods predict the links of a corpus; see `docs/recommendations.md`. */
const methods: Record<string, (posts: readonly JudgedPost[]) => Judged> = {
  'nearest in date': inOneRun(nearestInDate),
  'shared tags': inOneRun(sharedTags),
  'TF-IDF': inOneRun(tfIdf),
  'Hugo related': inOneRun(hugoRelated),
  letterpress,
};

function inOneRun(rank: (posts: readonly JudgedPost[]) => Rankings) {
  return (posts: readonly JudgedPost[]): Judged => {
    const rankings = rank(posts);
    return { rankings, runs: [rankings] };
  };
}

const usage = `Measures recommendations against the links that authors set. See docs/recommendations.md.

Usage: npm run recommend:eval -- FILE.jsonl…

Options:
  --json  Print one JSON object per file instead of tables
  --help  Print this help

Example: npm run recommend:eval -- til.jsonl node-blog.jsonl`;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
if (values.help) {
  console.log(usage);
  process.exit();
}
if (positionals.length === 0) {
  console.error(`Expected corpus files.\n\n${usage}`);
  process.exit(1);
}
try {
  for (const file of positionals) await evaluate(file);
} catch (error) {
  if (!(error instanceof CorpusError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function evaluate(file: string) {
  const posts = await readCorpus(file);
  const places = new Map(posts.map(({ slug }, at) => [slug, at]));
  const links = posts.map(() => new Set<number>());
  for (const [post, { links: own }] of posts.entries())
    for (const link of own) {
      const other = places.get(link);
      if (other === undefined) continue;
      links[post]?.add(other);
      links[other]?.add(post);
    }
  const likeness = new Likeness(vectorsOf(posts));
  const results = Object.fromEntries(
    Object.entries(methods).map(([name, rank]) => {
      const started = performance.now();
      const judged = rank(posts);
      const seconds = (performance.now() - started) / 1000;
      return [name, { ...measure(judged, links, (one, other) => likeness.of(one, other)), seconds }];
    }),
  );
  if (values.json) {
    console.log(JSON.stringify({ file, posts: posts.length, methods: results }));
    return;
  }
  console.log(
    `\n${basename(file)}: ${posts.length} posts, ${links.filter(({ size }) => size > 0).length} with links\n`,
  );
  console.log(
    '| | recall@5 | hit@5 | MRR | coverage | diversity | seconds |\n|---|---:|---:|---:|---:|---:|---:|',
  );
  for (const [name, { recallAt5, hitAt5, mrr, coverage, diversity, seconds }] of Object.entries(results)) {
    const shown = [recallAt5, hitAt5, mrr, coverage, diversity].map((value) => value.toFixed(3));
    console.log(`| ${name} | ${shown.join(' | ')} | ${seconds.toFixed(1)} |`);
  }
}
