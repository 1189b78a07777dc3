import { parseArgs } from 'node:util';
import { main } from '../lib/main';
import { listReleases, type Options, release, rollBack } from '../lib/release';
import { Bucket } from '../lib/release/bucket';
import { purge } from '../lib/release/purge';
import { siteFiles } from '../lib/release/site-files';
import { readSettings, SettingsError } from '../lib/settings';

await main(async () => {
  const { values, positionals } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      rollback: { type: 'boolean', default: false },
      plain: { type: 'boolean', default: false },
      grace: { type: 'string', default: '168' },
      lease: { type: 'string', default: '60' },
    },
    allowPositionals: true,
  });
  const [place = '', number] = positionals;
  const bucket = Bucket.at(place);
  if (values.list) {
    const lines = await listReleases(bucket);
    console.log(lines.length > 0 ? lines.join('\n') : 'No release yet.');
    return;
  }
  const options: Options = {
    dryRun: values['dry-run'],
    grace: numberOf('grace', values.grace),
    lease: numberOf('lease', values.lease),
    tell: console.log,
  };
  const done = values.rollback
    ? await rollBack(bucket, number === undefined ? undefined : numberOf('rollback', number), options)
    : await release(bucket, await siteFiles(readSettings().outDir, { plain: values.plain }), options);
  const { sent, changed, removed } = done;
  const what = `${sent.files} contents (${(sent.bytes / 1e6).toFixed(1)} MB) to send, ${changed.length} files to change, ${removed.length} to remove`;
  console.log(
    options.dryRun ? `Release ${done.number} would have ${what}.` : `Release ${done.number} had ${what}.`,
  );
  if (options.dryRun) for (const key of [...changed, ...removed]) console.log(`  ${key}`);
  else await purge([...changed, ...removed], console.log);
});

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!(number >= 0) || text.trim() === '')
    throw new SettingsError(`--${name}: expected a number, found ${JSON.stringify(text)}`);
  return number;
}
