import { parseArgs } from 'node:util';
import { nearest } from '../lib/content/nearest';
import { main } from '../lib/main';
import { readContent, recommendable } from '../lib/prepare';
import { printable } from '../lib/printable';
import { Recommender } from '../lib/recommend';
import { kinds } from '../lib/recommend/evidence';
import { tellReason } from '../lib/recommend/reasons';
import { SettingsError } from '../lib/settings';
import { words } from '../lib/site';
import { Pool } from '../lib/workers/pool';

/** So many candidates are shown. */
const shown = 15;

/** Shows an editor what is recommended with a post, and what speaks for each that might be. */
await main(async () => {
  const [slug = ''] = parseArgs({ allowPositionals: true }).positionals;
  const readers = new Pool({});
  const { entries } = await readContent(false, readers).finally(() => readers.close());
  const posts = recommendable(entries);
  if (!posts.some((post) => post.slug === slug)) {
    const near = nearest(
      slug,
      posts.map((post) => post.slug),
    );
    throw new SettingsError(
      `${slug ? `There is no published post ${JSON.stringify(slug)}.` : 'Of which post?'} ${near ? `Did you mean "${near}"?` : 'Write the slug of one: npm run recommend -- SLUG'}`,
    );
  }
  const recommender = new Recommender(posts);
  const list = recommender.recommendAll().recommended.get(slug) ?? [];
  console.log(list.length === 0 ? 'Nothing is recommended with it.' : 'Recommended:\n');
  for (const [at, { slug: other, reason }] of list.entries())
    console.log(
      printable(`${at + 1}. ${other}  (${reason ? tellReason(reason, words) : 'no reason to tell'})`, ''),
    );
  console.log(`\nWhat speaks for each of the first ${shown}:\n`);
  const number = (value: number) => value.toFixed(2).padStart(7);
  console.log(`  score${[...kinds, 'links'].map((kind) => kind.padStart(8)).join('')}`);
  for (const { slug: other, score, shares, links } of recommender.opinionsOn(slug).slice(0, shown)) {
    console.log(
      `${number(score)}${[...shares, links].map((share) => ` ${number(share)}`).join('')}  ${other}`,
    );
  }
});
