import { parseArgs } from 'node:util';
import { main } from '../lib/cli/main';
import { compareSites, describeComparison } from '../lib/server/compare';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

/** Says, as Markdown, what is different between two printed sites; a broken link is an error. */
await main(async () => {
  const [before, after, ...others] = parseArgs({ allowPositionals: true }).positionals;
  if (!before || !after || others.length > 0)
    throw new UserError('Expected the folders of two sites: npm run compare -- BEFORE AFTER');
  const comparison = await compareSites(before, after);
  console.log(printable(describeComparison(comparison)));
  if (comparison.broken.length > 0) process.exitCode = 1;
});
