import { parseArgs } from 'node:util';
import { compareSites, describeComparison } from '../lib/compare';
import { main } from '../lib/main';
import { printable } from '../lib/printable';
import { SettingsError } from '../lib/settings';

/** Says, as Markdown, what is different between two printed sites; a broken link is an error. */
await main(async () => {
  const [before, after, ...others] = parseArgs({ allowPositionals: true }).positionals;
  if (!before || !after || others.length > 0)
    throw new SettingsError('Expected the folders of two sites: npm run compare -- BEFORE AFTER');
  const comparison = await compareSites(before, after);
  console.log(printable(describeComparison(comparison)));
  if (comparison.broken.length > 0) process.exitCode = 1;
});
