import type { Jobs } from '../lib/build/jobs';
import { readContent } from '../lib/build/prepare';
import { main } from '../lib/cli/main';
import { readPreviewSecret } from '../lib/config/preview';
import { isOrigin } from '../lib/config/site-config';
import { addressOf, type Entry } from '../lib/content/entry';
import { describeChanges } from '../lib/history/review';
import { encodePath } from '../lib/util/addresses';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';
import { Pool } from '../lib/workers/pool';

await main(
  {
    forms: ['review -- BASE', 'review -- BASE --site URL'],
    summary:
      'Prints what has changed in each article since a commit, word by word, as Markdown. With PREVIEW_SECRET, drafts link to their previews.',
    options: {
      site: {
        type: 'string',
        value: 'URL',
        help: 'Where the changed site can be read, such as https://preview.example.org. Articles link to it',
      },
    },
    takesArguments: true,
    environment: ['CONTENT_DIR', 'BUILD_TIME', 'PREVIEW_SECRET'],
    example: 'npm run review -- origin/main',
  },
  async ({ values: { site }, positionals: [base, ...others] }) => {
    if (!base || others.length > 0)
      throw new UserError('Expected a commit or branch to compare with: npm run review -- origin/main');
    if (site && !isOrigin(site))
      throw new UserError(
        `--site: expected an origin such as https://preview.example.org, found ${JSON.stringify(site)}`,
      );
    const previewSecret = process.env.PREVIEW_SECRET ? readPreviewSecret() : undefined;
    const readers = new Pool<Jobs>({});
    const { entries, hidden, contentDir } = await readContent({ previewSecret }, readers).finally(() =>
      readers.close(),
    );
    const paths = new Set(entries.map(({ file }) => file.path));
    const urlOf = (entry: Entry) =>
      site && paths.has(entry.file.path) ? new URL(encodePath(addressOf(entry)), site).href : undefined;
    const all = [...entries, ...hidden.filter(({ file }) => !paths.has(file.path))];
    console.log(printable(await describeChanges(contentDir, base, all, urlOf)));
  },
);
