import type { Jobs } from '../lib/build/jobs';
import { readContent } from '../lib/build/prepare';
import { recommendable } from '../lib/build/recommendable';
import { main } from '../lib/cli/main';
import { messages } from '../lib/config/site';
import { reasonText } from '../lib/i18n/reasons';
import { Recommender } from '../lib/recommend';
import { kinds } from '../lib/recommend/evidence';
import { withTerms } from '../lib/recommend/stored-terms';
import { UserError } from '../lib/util/errors';
import { nearest } from '../lib/util/nearest';
import { printable } from '../lib/util/printable';
import { Pool } from '../lib/workers/pool';

/** Number of candidates to show. */
const shown = 15;

await main(
  {
    forms: ['recommend -- SLUG'],
    summary: 'Shows the recommendations for a post, and the scores of the top candidates.',
    takesArguments: true,
    environment: ['CONTENT_DIR', 'BUILD_TIME'],
    example: 'npm run recommend -- start-here',
  },
  async ({ positionals: [slug = ''] }) => {
    const readers = new Pool<Jobs>({});
    const { entries } = await readContent({}, readers).finally(() => readers.close());
    const posts = await withTerms(recommendable(entries));
    if (!posts.some((post) => post.slug === slug)) {
      const near = nearest(
        slug,
        posts.map((post) => post.slug),
      );
      throw new UserError(
        `${slug ? `There is no published post ${JSON.stringify(slug)}.` : 'Which post?'} ${near ? `Did you mean "${near}"?` : 'Expected a slug: npm run recommend -- SLUG'}`,
      );
    }
    const recommender = new Recommender(posts);
    const list = recommender.recommendAll().recommended.get(slug) ?? [];
    console.log(list.length === 0 ? 'No recommendations for this post.' : 'Recommended:\n');
    for (const [at, { slug: other, reason }] of list.entries())
      console.log(
        printable(`${at + 1}. ${other}  (${reason ? reasonText(reason, messages) : 'no reason given'})`, ''),
      );
    console.log(`\nScores of the top ${shown} candidates:\n`);
    const number = (value: number) => value.toFixed(2).padStart(7);
    console.log(`  score${[...kinds, 'links'].map((kind) => kind.padStart(8)).join('')}`);
    for (const { slug: other, score, contributions, links } of recommender.explain(slug).slice(0, shown)) {
      console.log(
        `${number(score)}${[...contributions, links].map((part) => ` ${number(part)}`).join('')}  ${other}`,
      );
    }
  },
);
