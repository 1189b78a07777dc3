import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startRadosgw } from '../tests/helpers/radosgw';
import { measure } from './measure';

/**
 * Releases a copy of a built site to a local store, and measures the first release, one without
 * changes, and one with a changed file: `npx tsx bench/release.ts --site out`. Requires Ceph's object
 * gateway (Debian: `radosgw ceph-mon ceph-osd`), and memory for two copies of the site.
 */
const { values } = parseArgs({ options: { site: { type: 'string', default: 'out' } } });
const folder = mkdtempSync(join(tmpdir(), 'letterpress-release-'));
const site = join(folder, 'out');
cpSync(values.site, site, { recursive: true });
const { env, client, stop } = await startRadosgw();
try {
  await client.send(new CreateBucketCommand({ Bucket: 'bench' }));
  console.log('| release | seconds | peak memory | last line of output |\n|---|---:|---:|---|');
  await release('the first');
  await release('unchanged');
  appendFileSync(join(site, 'robots.txt'), '# One more line.\n');
  await release('one file changed');
} finally {
  stop();
  rmSync(folder, { recursive: true });
}

async function release(what: string): Promise<void> {
  const log = join(folder, 'log');
  const args = [resolve('scripts/run.js'), 'release', 's3://bench/site'];
  const command = { file: process.execPath, args, cwd: process.cwd(), env: { ...env, OUT_DIR: site } };
  const { seconds, peak } = await measure(command, log);
  const lastLine = readFileSync(log, 'utf8').trim().split('\n').at(-1);
  console.log(`| ${what} | ${seconds.toFixed(0)} | ${Math.round(peak / 1e6)} MB | ${lastLine} |`);
}
