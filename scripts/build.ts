import { parseArgs } from 'node:util';
import { build, merge } from '../lib/build/index';
import { parseShardSpec } from '../lib/build/shard';
import { summaryLines } from '../lib/build/summary';
import { main } from '../lib/cli/main';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

await main(async () => {
  const { values, positionals } = parseArgs({
    options: {
      json: { type: 'boolean' },
      shard: { type: 'string' },
      merge: { type: 'boolean' },
      yes: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  if (positionals.length > 0 !== Boolean(values.merge) || (values.merge && values.shard !== undefined))
    throw new UserError(
      'Expected no arguments, a shard to build (--shard 3/8), or the folders of all shards (--merge DIR DIR …).',
    );
  const shardSpec = values.shard === undefined ? undefined : parseShardSpec(values.shard);
  if (shardSpec) process.env.OUT_DIR ||= `shards/${shardSpec.number}-of-${shardSpec.of}`;
  const { yes } = values;
  const summary = values.merge ? await merge(positionals, { yes }) : await build({ shardSpec, yes });
  console.log(printable(values.json ? JSON.stringify(summary) : summaryLines(summary)));
}, 'Nothing was built. The last site is unchanged.');
