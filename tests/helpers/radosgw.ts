import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { freePort } from './free-port';

/** Whether Debian's `radosgw` is installed, and its storage, `ceph-mon` and `ceph-osd`. */
export const hasRadosgw = ['radosgw', 'ceph-mon', 'ceph-osd'].every(
  (command) => spawnSync(command, ['--version']).error === undefined,
);

/** The environment variables that point the AWS SDK to the store. */
export type StoreEnvironment = Record<
  'AWS_ENDPOINT_URL_S3' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY',
  string
>;

/**
 * Starts Ceph's object gateway, a complete implementation of S3, on this machine only: one monitor and
 * one in-memory object store. Includes a client.
 */
export async function startRadosgw(): Promise<{ env: StoreEnvironment; client: S3Client; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'letterpress-ceph-'));
  const [monitor, gateway] = [await freePort(), await freePort()];
  const [fsid, osd] = [randomUUID(), randomUUID()];
  for (const name of ['mon', 'osd', 'run', 'log']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'ceph.conf'),
    `[global]
fsid = ${fsid}
mon host = v1:127.0.0.1:${monitor}
mon initial members = a
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
mon allow pool size one = true
osd crush chooseleaf type = 0
ms bind msgr2 = false
run dir = ${folder}/run
log file = ${folder}/log/$name.log
admin socket = ${folder}/run/$name.asok
[mon]
mon data = ${folder}/mon
# By default, the monitor exits if less than 5% of the disk is free.
mon data avail crit = 0
[osd]
osd data = ${folder}/osd
# The OSD might do this before it knows its cluster, be refused, and exit.
osd class update on start = false
osd crush update on start = false
osd objectstore = memstore
memstore device bytes = 2147483648
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:${gateway}
rgw thread pool size = 32
`,
  );
  const options = { env: { ...process.env, CEPH_CONF: join(folder, 'ceph.conf') }, stdio: 'ignore' } as const;
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { ...options, timeout: 60_000 });
  run('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', `v1:127.0.0.1:${monitor}`, `${folder}/monmap`);
  run('ceph-mon', '-i', 'a', '--mkfs', '--monmap', `${folder}/monmap`);
  const daemons = [spawn('ceph-mon', ['-i', 'a', '-f'], options)];
  run('ceph', '--connect-timeout', '60', 'osd', 'new', osd);
  run('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
  daemons.push(spawn('ceph-osd', ['-i', '0', '-f'], options));
  run('ceph', 'osd', 'crush', 'add-bucket', 'here', 'host', 'root=default');
  run('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=here');
  daemons.push(spawn('radosgw', ['-n', 'client.rgw.a', '-f'], options));
  const credentials = { accessKeyId: 'testkey', secretAccessKey: 'testsecret' };
  run(
    'radosgw-admin',
    'user',
    'create',
    '--uid=test',
    '--display-name=Test',
    `--access-key=${credentials.accessKeyId}`,
    `--secret-key=${credentials.secretAccessKey}`,
  );
  const url = `http://127.0.0.1:${gateway}`;
  while (!(await fetch(url).catch(() => undefined))) await wait(100);
  return {
    env: {
      AWS_ENDPOINT_URL_S3: url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    client: new S3Client({ region: 'us-east-1', endpoint: url, forcePathStyle: true, credentials }),
    stop() {
      for (const daemon of daemons.reverse()) daemon.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
