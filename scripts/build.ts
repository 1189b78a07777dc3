import { build, merge } from '../lib/build/index';
import { parseShardSpec } from '../lib/build/shard';
import { summaryLines } from '../lib/build/summary';
import { main } from '../lib/cli/main';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

await main(
  {
    forms: ['build', 'build -- --shard N/TOTAL', 'build -- --merge DIR…'],
    summary: 'Builds what has changed since the last build, then replaces the site in out/.',
    options: {
      json: { type: 'boolean', help: 'Print a machine-readable summary' },
      shard: {
        type: 'string',
        value: 'N/TOTAL',
        help: 'Build only shard N of TOTAL, into shards/N-of-TOTAL/',
      },
      merge: { type: 'boolean', help: 'Merge the shards in the folders DIR… into one site' },
      drafts: {
        type: 'boolean',
        help: 'Also build drafts and scheduled posts, at addresses that nobody can guess, and print these',
      },
      verify: {
        type: 'boolean',
        help: 'Read every file, also those that have not changed by their times and sizes',
      },
      yes: { type: 'boolean', help: 'Continue even if most pages of the existing site would be removed' },
    },
    takesArguments: true,
    environment: ['SITE_URL', 'BASE_PATH', 'CONTENT_DIR', 'OUT_DIR', 'BUILD_TIME', 'PREVIEW_SECRET'],
    example: 'SITE_URL=https://your.domain npm run build',
  },
  async ({ values, positionals }) => {
    if (positionals.length > 0 !== values.merge || (values.merge && values.shard !== undefined))
      throw new UserError(
        'Expected no arguments, a shard to build (--shard 3/8), or the folders of all shards (--merge DIR DIR …).',
      );
    if (values.merge && values.drafts)
      throw new UserError('A merge has the drafts of its shards. Use --drafts with --shard.');
    const shardSpec = values.shard === undefined ? undefined : parseShardSpec(values.shard);
    if (shardSpec) process.env.OUT_DIR ||= `shards/${shardSpec.number}-of-${shardSpec.of}`;
    const { yes, verify, drafts } = values;
    const summary = values.merge
      ? await merge(positionals, { yes })
      : await build({ shardSpec, yes, verify, drafts });
    console.log(printable(values.json ? JSON.stringify(summary) : summaryLines(summary)));
  },
  'Nothing was built. The existing site is unchanged.',
);
