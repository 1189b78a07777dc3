import type { Manifest } from '../lib/build/manifest';
import { readChecksummed } from '../lib/cache/checksummed';
import { manifestFile } from '../lib/cache/paths';
import { main } from '../lib/cli/main';
import { absoluteUrl, site } from '../lib/config/site';
import { ConfigError } from '../lib/config/site-config';
import { notify } from '../lib/notify';
import { UserError } from '../lib/util/errors';
import { printable } from '../lib/util/printable';

await main(
  {
    forms: ['notify'],
    summary:
      'Notifies the WebSub hub and the search engines under notify in site.config.ts of what has changed since the last notification, and sends webmentions. Run it after you publish a build.',
    options: { 'dry-run': { type: 'boolean', help: 'Print what would be sent, and send nothing' } },
    environment: ['SITE_URL', 'BASE_PATH'],
    example: 'npm run notify -- --dry-run',
  },
  async ({ values }) => {
    const manifest = await readChecksummed<Manifest>(manifestFile);
    if (!manifest) throw new UserError('No build found. Build first: npm run build');
    if (!site.notify?.hub && !site.notify?.indexNow && !site.notify?.webmentions)
      throw new ConfigError('No services to notify. Add them to "notify" in site.config.ts');
    const succeeded = await notify(site.notify, absoluteUrl('/'), manifest, {
      dryRun: values['dry-run'],
      log: (line) => console.log(printable(line)),
    });
    if (!succeeded) process.exitCode = 1;
  },
);
