import { join } from 'node:path';
import type { Jobs } from '../lib/build/jobs';
import { readContent } from '../lib/build/prepare';
import { recommendable } from '../lib/build/recommendable';
import { main } from '../lib/cli/main';
import { site } from '../lib/config/site';
import { type ContentError, ContentErrors, formatErrors } from '../lib/content/errors';
import { scheduleLines, unpublishedPosts, unpublishedSummary } from '../lib/content/hidden';
import { suggestLinks } from '../lib/content/link-suggestions';
import type { Publication } from '../lib/content/publication';
import { checkComponents } from '../lib/next/compile';
import { Recommender } from '../lib/recommend';
import { withTerms } from '../lib/recommend/stored-terms';
import { printable } from '../lib/util/printable';
import { Pool } from '../lib/workers/pool';

await main(
  {
    forms: ['check'],
    summary:
      'Reports every error in the content, and warns about everything that a page leaves out or shows as raw text. The exit code is 1 if there are errors.',
    options: {
      'suggest-links': {
        type: 'boolean',
        help: 'Also list places where a post names the subject of another, and posts that no other post links to',
      },
    },
    environment: ['CONTENT_DIR', 'BUILD_TIME'],
    example: 'npm run check -- --suggest-links',
  },
  async ({ values }) => {
    await checkComponents();
    const readers = new Pool<Jobs>({});
    const publication = await readContent({}, readers)
      .catch((error: unknown) => {
        if (error instanceof ContentErrors) {
          printWarnings(error.warnings);
          if (error.warnings.length > 0) console.error('Errors:\n');
        }
        throw error;
      })
      .finally(() => readers.close());
    const { entries, warnings } = publication;
    printWarnings(warnings);
    const also =
      warnings.length === 0 ? '' : `, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
    console.log(`${entries.length} ${entries.length === 1 ? 'document' : 'documents'}, no errors${also}.`);
    const unpublished = unpublishedPosts(publication.hidden, site.timeZone);
    for (const line of [unpublishedSummary(unpublished) ?? [], ...scheduleLines(unpublished)].flat())
      console.log(printable(line, ''));
    if (values['suggest-links']) await printSuggestions(publication);
  },
);

function printWarnings(warnings: readonly ContentError[]): void {
  if (warnings.length > 0)
    console.warn(`${warnings.length === 1 ? 'Warning' : 'Warnings'}:\n\n${formatErrors([...warnings])}\n`);
}

async function printSuggestions({ contentDir, entries }: Publication): Promise<void> {
  const posts = await withTerms(recommendable(entries));
  const recommender = new Recommender(posts);
  const suggestions = await suggestLinks(recommender, posts, entries, ({ file }) =>
    join(contentDir, file.path),
  );
  console.log(suggestions.length === 0 ? '\nNo links to suggest.' : '\nSuggested links:');
  const paths = new Map(
    entries.flatMap(({ file, slug, path }) => (file.type === 'Post' ? [[slug, path]] : [])),
  );
  for (const { file, line, column, words, slug } of suggestions)
    console.log(printable(`  ${file}:${line}:${column}  "${words}" to ${paths.get(slug)}`, ''));
  const orphans = new Set(recommender.orphans());
  const unlinked = entries.filter(({ file, slug }) => file.type === 'Post' && orphans.has(slug));
  if (unlinked.length > 0) console.log('\nNo post links to:');
  for (const { shown } of unlinked) console.log(printable(`  ${shown}`, ''));
}
