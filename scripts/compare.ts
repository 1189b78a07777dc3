import { main } from '../lib/cli/main';
import { compareSites, describeComparison } from '../lib/server/compare';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

await main(
  {
    forms: ['compare -- BEFORE AFTER'],
    summary:
      'Prints the differences between two built sites as Markdown. The exit code is 1 if the second site has broken links.',
    takesArguments: true,
    environment: ['BASE_PATH'],
    example: 'npm run compare -- ../before/out out',
  },
  async ({ positionals: [before, after, ...others] }) => {
    if (!before || !after || others.length > 0)
      throw new UserError('Expected the folders of two sites: npm run compare -- BEFORE AFTER');
    const comparison = await compareSites(before, after);
    console.log(printable(describeComparison(comparison)));
    if (comparison.broken.length > 0) process.exitCode = 1;
  },
);
