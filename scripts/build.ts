import { parseArgs } from 'node:util';
import { build, merge } from '../lib/build';
import { main } from '../lib/main';
import { printable } from '../lib/printable';
import { summaryLines } from '../lib/progress';
import { parseShare } from '../lib/publish/shard';
import { SettingsError } from '../lib/settings';

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
    throw new SettingsError(
      'Expected nothing, or a part to print (--shard 3/8), or the folders of all parts (--merge DIR DIR …).',
    );
  const share = values.shard === undefined ? undefined : parseShare(values.shard);
  if (share) process.env.OUT_DIR ||= `shards/${share.number}-of-${share.of}`;
  const { yes } = values;
  const summary = values.merge ? await merge(positionals, { yes }) : await build({ share, yes });
  console.log(printable(values.json ? JSON.stringify(summary) : summaryLines(summary)));
}, 'Nothing was printed; the last site is as it was.');
