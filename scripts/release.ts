import { main } from '../lib/cli/main';
import { readSettings } from '../lib/config/env';
import type { Options } from '../lib/release';
import { purge } from '../lib/release/purge';
import { siteFiles } from '../lib/release/site-files';
import { UserError } from '../lib/util/errors';
import { loadOptional } from '../lib/util/optional-package';
import { printable } from '../lib/util/printable';

/** Escapes control characters: keys and responses come from the object store. */
const log = (line: string) => console.log(printable(line));

await main(
  {
    forms: [
      'release -- s3://BUCKET/PREFIX',
      'release -- s3://BUCKET/PREFIX --list',
      'release -- s3://BUCKET/PREFIX --rollback [NUMBER]',
    ],
    summary:
      'Releases the site in out/ to object storage, replacing the one there. See docs/deploy/object-storage.md.',
    options: {
      'dry-run': { type: 'boolean', help: 'Print what would change, and change nothing' },
      list: { type: 'boolean', help: 'List the releases that are kept' },
      rollback: { type: 'boolean', help: 'Return to release NUMBER (default: the previous one)' },
      plain: { type: 'boolean', help: 'Upload text files uncompressed, for a CDN that compresses' },
      grace: {
        type: 'string',
        value: 'HOURS',
        default: '168',
        help: 'Hours to keep replaced files, for readers with a page still open',
      },
      lease: {
        type: 'string',
        value: 'SECONDS',
        default: '60',
        help: 'Seconds without activity before another release may take over',
      },
    },
    takesArguments: true,
    environment: [
      'SITE_URL',
      'BASE_PATH',
      'OUT_DIR',
      'AWS_REGION',
      'AWS_ENDPOINT_URL_S3',
      'AWS_ENDPOINT_URL',
      'CLOUDFLARE_ZONE',
      'CLOUDFLARE_API_TOKEN',
    ],
    example: 'npm run release -- s3://my-bucket/blog --dry-run',
  },
  async ({ values, positionals }) => {
    const [destination = '', number, more] = positionals;
    // Both load the AWS SDK.
    const { Bucket, explain } = await loadOptional(
      '@aws-sdk/client-s3',
      'Releases to object storage',
      () => import('../lib/release/bucket'),
    );
    const { listReleases, release, rollBack } = await import('../lib/release');
    const bucket = Bucket.at(destination);
    if (more !== undefined || (number !== undefined && !values.rollback))
      throw new UserError(
        `Expected one destination, and a number only with --rollback, found ${positionals.join(' ')}`,
      );
    if (values.list) {
      const lines = await listReleases(bucket).catch(explain);
      log(lines.length > 0 ? lines.join('\n') : 'No releases yet.');
      return;
    }
    const options: Options = {
      dryRun: values['dry-run'],
      grace: numberOf('grace', values.grace),
      lease: numberOf('lease', values.lease, 1),
      purge: (keys) => purge(keys, log),
      log,
    };
    const done = values.rollback
      ? await rollBack(
          bucket,
          number === undefined ? undefined : numberOf('rollback', number, 1),
          options,
        ).catch(explain)
      : await release(bucket, await siteFiles(readSettings().outDir, { plain: values.plain }), options).catch(
          explain,
        );
    const { sent, changed, removed } = done;
    if (done.number === undefined) return console.log('No changes to release.');
    const [change, remove, upload] = options.dryRun
      ? ['would change', 'remove', 'upload']
      : ['changed', 'removed', 'uploaded'];
    const files = `${changed.length} ${changed.length === 1 ? 'file' : 'files'}`;
    const objects = `${sent.files} ${sent.files === 1 ? 'object' : 'objects'} (${(sent.bytes / 1e6).toFixed(1)} MB)`;
    console.log(
      `Release ${done.number} ${change} ${files}, ${remove} ${removed.length} and ${upload} ${objects}.`,
    );
    if (options.dryRun) for (const key of [...changed, ...removed]) log(`  ${key}`);
  },
);

/** @param minimum the smallest allowed value */
function numberOf(name: string, text: string, minimum = 0): number {
  const number = Number(text);
  if (!(number >= minimum && number < 1e6) || text.trim() === '')
    throw new UserError(`--${name}: expected a number of at least ${minimum}, found ${JSON.stringify(text)}`);
  return number;
}
