import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { hostFiles } from '../../lib/hosts/files';
import { hashOf } from '../../lib/util/hash';
import { type CommandResult, runScript } from '../helpers/command';
import { writePublication } from '../helpers/publication';
import { hasRadosgw, type StoreEnvironment, startRadosgw } from '../helpers/radosgw';

/** The number of releases that are killed. */
const kills = Number(process.env.KILLS ?? 3);
const pages = 60;

/** A site in which every page loads files that only its own version has. */
async function writeSite(version: number | string, more: Record<string, string> = {}): Promise<string> {
  const assets = [0, 1, 2].map((at) => {
    const content = `version ${version}, file ${at}`;
    return [`assets/site-${at}.${hashOf(content).slice(0, 10)}.js`, content] as const;
  });
  const html = (at: number) =>
    `<!doctype html><title>${at}</title><p>${version}</p>${assets.map(([name]) => `<script src="/${name}"></script>`).join('')}`;
  const names = [
    'index.html',
    '404.html',
    ...Array.from({ length: pages }, (_, at) => `posts/p${at}/index.html`),
  ];
  const files = Object.fromEntries(
    [
      ...names.map((name, at) => [name, html(at)] as const),
      ...assets,
      ['feed.xml', `<rss>${version}</rss>`] as const,
      ...Object.entries(more),
    ].flatMap(([name, content]) => [
      [`out/${name}`, content] as const,
      [`out/${name}.br`, 'brotli'] as const,
      [`out/${name}.gz`, gzipSync(content)] as const,
    ]),
  );
  const rules = hostFiles({ policies: new Map([['/', "default-src 'none'"]]), redirects: [], gone: [] });
  const folder = await writePublication({
    ...files,
    ...Object.fromEntries(Object.entries(rules).map(([name, content]) => [`out/${name}`, content])),
  });
  return join(folder, 'out');
}

describe('npm run release', { skip: hasRadosgw ? false : 'radosgw is not installed' }, () => {
  let env: StoreEnvironment;
  let client: S3Client;
  let stop: () => void;
  const bucket = 'publication';
  const destination = (name: string) => `s3://${bucket}/${name}`;
  const urlOf = (name: string, key: string) => `${env.AWS_ENDPOINT_URL_S3}/${bucket}/${name}/${key}`;
  const release = (name: string, outDir: string, ...args: string[]): Promise<CommandResult> =>
    runScript('release', { ...env, OUT_DIR: outDir }, [destination(name), '--lease', '2', ...args]);
  const released = async (name: string, outDir: string, ...args: string[]) => {
    const { code, output } = await release(name, outDir, ...args);
    assert.equal(code, 0, output);
    return output;
  };
  const start = (name: string, outDir: string): ChildProcess =>
    spawn(process.execPath, [resolve('scripts/run.js'), 'release', destination(name), '--lease', '2'], {
      env: { ...process.env, ...env, OUT_DIR: outDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  /** Waits until a release copies pages. */
  const untilPages = (process: ChildProcess) =>
    new Promise<void>((done) =>
      process.stdout?.on('data', (text) => {
        if (/Copying \d+ pages/.test(String(text))) done();
      }),
    );
  const killWhileCopyingPages = async (name: string, outDir: string) => {
    const killed = start(name, outDir);
    await untilPages(killed);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
  };
  const textOf = async (name: string, key: string) => {
    const response = await fetch(urlOf(name, key));
    return response.ok ? response.text() : undefined;
  };
  /** The versions of the pages of a site. */
  const versions = async (name: string) => {
    const texts = await Promise.all(
      Array.from({ length: pages }, (_, at) => textOf(name, `posts/p${at}/index.html`)),
    );
    return [...new Set(texts.map((text) => /<p>(.*?)<\/p>/.exec(text ?? '')?.[1]))];
  };

  before(async () => {
    ({ env, client, stop } = await startRadosgw());
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    await client.send(
      new PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
          ],
        }),
      }),
    );
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'foreign/letter.txt', Body: 'Dear reader' }),
    );
  });
  after(() => stop());

  it('sets the type, the encoding and the caching of each file', async () => {
    const outDir = await writeSite(1);
    await released('headers', outDir);
    const asset = /assets\/site-0\.\w+\.js/.exec((await textOf('headers', 'index.html')) ?? '')?.[0] ?? '';
    for (const [key, type, cache] of [
      ['index.html', 'text/html; charset=utf-8', 'public, max-age=0, must-revalidate'],
      ['feed.xml', 'application/xml; charset=utf-8', 'public, max-age=0, must-revalidate'],
      [asset, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ] as const) {
      const { headers, status } = await fetch(urlOf('headers', key));
      assert.deepEqual(
        [status, headers.get('content-type'), headers.get('cache-control'), headers.get('content-encoding')],
        [200, type, cache, 'gzip'],
        key,
      );
    }
    for (const key of ['index.html.br', 'index.html.gz', '_headers', 'nginx.conf'])
      assert.equal(await textOf('headers', key), undefined, key);
    await released('plain', outDir, '--plain');
    assert.equal((await fetch(urlOf('plain', 'index.html'))).headers.get('content-encoding'), null);
  });

  it('uploads only what has changed, and lists what to purge', async () => {
    await released('changes', await writeSite(1, { 'about/index.html': 'About' }));
    const again = await writeSite(1, { 'about/index.html': 'About us' });
    const dry = await released('changes', again, '--dry-run');
    assert.match(dry, /would change 1 file, remove 0 and upload 1 object /);
    assert.equal(await textOf('changes', 'about/index.html'), 'About');
    const output = await released('changes', again);
    assert.match(output, /changed 1 file, removed 0 and uploaded 1 object /);
    assert.match(output, /To purge.*\n {2}\/about\/\n {2}\/about\/index\.html\n/);
    assert.match(await released('changes', again), /^No changes to release\.$/m);
  });

  it('removes a page at once, and files that old pages load after the grace period', async () => {
    await released('grace', await writeSite(1, { 'gone/index.html': 'Gone' }));
    const old = /assets\/site-0\.\w+\.js/.exec((await textOf('grace', 'index.html')) ?? '')?.[0] ?? '';
    const next = await writeSite(2);
    await released('grace', next);
    assert.equal(await textOf('grace', 'gone/index.html'), undefined);
    assert.equal(await textOf('grace', old), 'version 1, file 0');
    await released('grace', next, '--grace', '0');
    assert.equal(await textOf('grace', old), undefined);
  });

  it('starts the grace period of a file when it is no longer part of the site', async () => {
    await released('twice', await writeSite(1));
    const asset = /assets\/site-0\.\w+\.js/.exec((await textOf('twice', 'index.html')) ?? '')?.[0] ?? '';
    const next = await writeSite(2);
    await released('twice', next);
    const seconds = 4;
    await wait(seconds * 1000);
    await released('twice', '', '--rollback');
    await released('twice', next, '--grace', String(seconds / 3600));
    assert.equal(await textOf('twice', asset), 'version 1, file 0');
  });

  it('rolls back to an earlier release', async () => {
    await released('back', await writeSite(1));
    await released('back', await writeSite(2));
    assert.deepEqual(await versions('back'), ['2']);
    await released('back', '', '--rollback');
    assert.deepEqual(await versions('back'), ['1']);
    const another = await release('back', '', '--rollback');
    assert.equal(another.code, 1);
    assert.match(another.output, /There is no earlier release to return to/);
    await released('back', '', '--rollback', '2');
    assert.deepEqual(await versions('back'), ['2']);
    assert.match(await released('back', '', '--list'), /^3 .* 62 pages, 66 files, rollback to 1$/m);
    const { code, output } = await release('back', '', '--rollback', '9');
    assert.equal(code, 1);
    assert.match(output, /There is no release 9 to return to\. Available releases: 1, 2, 3, 4\./);
    await released('back', await writeSite(5));
    for (const version of ['2', '1']) {
      await released('back', '', '--rollback');
      assert.deepEqual(await versions('back'), [version]);
    }
  });

  it('rolls back past a release that only removed files of old pages', async () => {
    const second = await writeSite(2);
    await released('cleared', await writeSite(1));
    await released('cleared', second);
    await released('cleared', second, '--grace', '0');
    assert.match(await released('cleared', '', '--list'), /^3 /m);
    await released('cleared', '', '--rollback');
    assert.deepEqual(await versions('cleared'), ['1']);
  });

  it('rolls back to the last finished release if the current one was interrupted', async () => {
    await released('halfway', await writeSite(1));
    await released('halfway', await writeSite(2));
    await killWhileCopyingPages('halfway', await writeSite(3));
    assert.match(await released('halfway', '', '--list'), /^3 .*, not finished$/m);
    await released('halfway', '', '--rollback');
    assert.deepEqual(await versions('halfway'), ['2']);
  });

  it('leaves alone files that no release has uploaded', async () => {
    const { code, output } = await release('foreign', await writeSite(1));
    assert.equal(code, 1);
    assert.match(output, /This prefix has files that were not uploaded by a release/);
    assert.equal(await textOf('foreign', 'letter.txt'), 'Dear reader');
    assert.equal(await textOf('foreign', 'index.html'), undefined);
    await released('outer', await writeSite(1));
    await released('outer/inner', await writeSite('inner'));
    await released('outer', await writeSite(2));
    assert.deepEqual(await versions('outer/inner'), ['inner']);
    assert.match(await released('outer/inner', '', '--list'), /^1 .* 62 pages, 66 files$/m);
  });

  it('restores files that somebody else changed or deleted', async () => {
    const outDir = await writeSite(1);
    await released('meddled', outDir);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'meddled/feed.xml', Body: 'Not a feed' }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'meddled/404.html' }));
    assert.match(await released('meddled', outDir), /changed 2 files, removed \d+ and uploaded 0 objects /);
    assert.equal(await textOf('meddled', 'feed.xml'), '<rss>1</rss>');
    assert.match((await textOf('meddled', '404.html')) ?? '', /<p>1</);
    assert.match(await released('meddled', outDir), /^No changes to release\.$/m);
  });

  it('keeps ten releases and the files that they need', async () => {
    const asset = async () =>
      /assets\/site-0\.\w+\.js/.exec((await textOf('many', 'index.html')) ?? '')?.[0] ?? '';
    await released('many', await writeSite(1), '--grace', '0');
    const first = await asset();
    for (let number = 2; number <= 11; number++)
      await released('many', await writeSite(number), '--grace', '0');
    const lines = (await released('many', '', '--list')).split('\n').filter((line) => /^\d/.test(line));
    assert.deepEqual(
      lines.map((line) => Number.parseInt(line, 10)),
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
    await released('many', '', '--rollback', '2');
    assert.deepEqual(await versions('many'), ['2']);
    const output = await released('many', await writeSite(1), '--dry-run');
    assert.match(output, /upload (?:6[0-9]) objects/, 'the files of the first release are gone');
    assert.equal(await textOf('many', first), undefined);
  });

  it('does not mix with another that starts at the same time', async () => {
    await released('two', await writeSite(0));
    for (let round = 1; round <= 3; round++) {
      const sites = await Promise.all(['a', 'b'].map((name) => writeSite(`${round}${name}`)));
      const results = await Promise.all(sites.map((outDir) => release('two', outDir)));
      const shown = await versions('two');
      assert.equal(shown.length, 1, `pages of ${shown}`);
      const refused = results.filter(({ code }) => code !== 0);
      for (const { output } of refused) assert.match(output, /is in progress|has started at the same time/);
      assert.ok(refused.length < 2);
    }
  });

  it('stops if another has taken over while it was suspended, and the next one repairs the site', async () => {
    await released('asleep', await writeSite(0));
    const suspended = start('asleep', await writeSite('suspended'));
    let errors = '';
    suspended.stderr?.on('data', (text) => {
      errors += text;
    });
    await untilPages(suspended);
    suspended.kill('SIGSTOP');
    const awake = await writeSite('awake');
    await released('asleep', awake);
    suspended.kill('SIGCONT');
    const [code] = await once(suspended, 'exit');
    assert.equal(code, 1);
    assert.match(errors, /has taken over/);
    await released('asleep', awake);
    assert.deepEqual(await versions('asleep'), ['awake']);
  });

  it('is finished by one of two others that waited, if it was killed', async () => {
    await released('heirs', await writeSite(0));
    await killWhileCopyingPages('heirs', await writeSite('killed'));
    const sites = await Promise.all(['a', 'b'].map((name) => writeSite(name)));
    const results = await Promise.all(sites.map((outDir) => release('heirs', outDir)));
    assert.equal((await versions('heirs')).length, 1);
    const refused = results.filter(({ code }) => code !== 0);
    for (const { output } of refused) assert.match(output, /is in progress|has started at the same time/);
    assert.ok(refused.length < 2);
  });

  it(`is finished by the next one if it was killed, and readers never miss a file (${kills} times)`, async () => {
    await released('kills', await writeSite(0));
    let reading = true;
    let read = 0;
    const missing: string[] = [];
    const reader = (async () => {
      while (reading) {
        const key = `posts/p${Math.floor(Math.random() * pages)}/index.html`;
        const page = await textOf('kills', key);
        if (page === undefined) missing.push(key);
        for (const [, asset = ''] of (page ?? '').matchAll(/src="\/([^"]*)"/g))
          if ((await textOf('kills', asset)) === undefined) missing.push(`${asset}, loaded by ${key}`);
        read++;
      }
    })();
    let interrupted = 0;
    for (let round = 1; round <= kills; round++) {
      const outDir = await writeSite(`${round}x`);
      // At a random moment, and every third time while pages are being copied.
      if (round % 3 === 0) await killWhileCopyingPages('kills', outDir);
      else {
        const killed = start('kills', outDir);
        await wait(Math.random() * 2500);
        killed.kill('SIGKILL');
        if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit');
      }
      if (/was interrupted/.test(await released('kills', await writeSite(round)))) interrupted++;
      assert.deepEqual(await versions('kills'), [String(round)]);
    }
    reading = false;
    await reader;
    assert.deepEqual(missing, []);
    assert.ok(read > kills);
    assert.ok(interrupted >= Math.floor(kills / 3));
  });
});
