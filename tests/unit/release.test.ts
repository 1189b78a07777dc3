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
import { type Ran, runScript } from '../helpers/command';
import { writePublication } from '../helpers/publication';
import { hasRadosgw, type StoreEnvironment, startRadosgw } from '../helpers/radosgw';

/** How many releases are killed. */
const kills = Number(process.env.KILLS ?? 3);
const pages = 60;

/** A site of which every page loads files that only its own edition has. */
async function writeSite(edition: number | string, more: Record<string, string> = {}): Promise<string> {
  const assets = [0, 1, 2].map((at) => {
    const content = `edition ${edition}, file ${at}`;
    return [`assets/site-${at}.${hashOf(content).slice(0, 10)}.js`, content] as const;
  });
  const html = (at: number) =>
    `<!doctype html><title>${at}</title><p>${edition}</p>${assets.map(([name]) => `<script src="/${name}"></script>`).join('')}`;
  const names = [
    'index.html',
    '404.html',
    ...Array.from({ length: pages }, (_, at) => `posts/p${at}/index.html`),
  ];
  const files = Object.fromEntries(
    [
      ...names.map((name, at) => [name, html(at)] as const),
      ...assets,
      ['feed.xml', `<rss>${edition}</rss>`] as const,
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
  const place = (name: string) => `s3://${bucket}/${name}`;
  const urlOf = (name: string, key: string) => `${env.AWS_ENDPOINT_URL_S3}/${bucket}/${name}/${key}`;
  const release = (name: string, outDir: string, ...args: string[]): Promise<Ran> =>
    runScript('release', { ...env, OUT_DIR: outDir }, [place(name), '--lease', '2', ...args]);
  const released = async (name: string, outDir: string, ...args: string[]) => {
    const { code, output } = await release(name, outDir, ...args);
    assert.equal(code, 0, output);
    return output;
  };
  const begin = (name: string, outDir: string): ChildProcess =>
    spawn(process.execPath, [resolve('scripts/run.js'), 'release', place(name), '--lease', '2'], {
      env: { ...process.env, ...env, OUT_DIR: outDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  /** Waits until a release puts pages in place. */
  const untilPages = (process: ChildProcess) =>
    new Promise<void>((done) =>
      process.stdout?.on('data', (text) => {
        if (/Copying \d+ pages/.test(String(text))) done();
      }),
    );
  const killAmidPages = async (name: string, outDir: string) => {
    const killed = begin(name, outDir);
    await untilPages(killed);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
  };
  const textOf = async (name: string, key: string) => {
    const response = await fetch(urlOf(name, key));
    return response.ok ? response.text() : undefined;
  };
  /** The editions that the pages of a site are of. */
  const editions = async (name: string) => {
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

  it('sends each file with its type, its encoding and how long it is kept', async () => {
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

  it('sends what has changed and nothing else, and says what to purge', async () => {
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

  it('removes a page at once, and what old pages load when its time has passed', async () => {
    await released('grace', await writeSite(1, { 'gone/index.html': 'Gone' }));
    const old = /assets\/site-0\.\w+\.js/.exec((await textOf('grace', 'index.html')) ?? '')?.[0] ?? '';
    const next = await writeSite(2);
    await released('grace', next);
    assert.equal(await textOf('grace', 'gone/index.html'), undefined);
    assert.equal(await textOf('grace', old), 'edition 1, file 0');
    await released('grace', next, '--grace', '0');
    assert.equal(await textOf('grace', old), undefined);
  });

  it('counts the time of what old pages load from when it was last part of the site', async () => {
    await released('twice', await writeSite(1));
    const asset = /assets\/site-0\.\w+\.js/.exec((await textOf('twice', 'index.html')) ?? '')?.[0] ?? '';
    const next = await writeSite(2);
    await released('twice', next);
    const seconds = 4;
    await wait(seconds * 1000);
    await released('twice', '', '--rollback');
    await released('twice', next, '--grace', String(seconds / 3600));
    assert.equal(await textOf('twice', asset), 'edition 1, file 0');
  });

  it('returns to what the site was', async () => {
    await released('back', await writeSite(1));
    await released('back', await writeSite(2));
    assert.deepEqual(await editions('back'), ['2']);
    await released('back', '', '--rollback');
    assert.deepEqual(await editions('back'), ['1']);
    const further = await release('back', '', '--rollback');
    assert.equal(further.code, 1);
    assert.match(further.output, /There is no earlier release to return to/);
    await released('back', '', '--rollback', '2');
    assert.deepEqual(await editions('back'), ['2']);
    assert.match(await released('back', '', '--list'), /^3 .* 62 pages, 66 files, rollback to 1$/m);
    const { code, output } = await release('back', '', '--rollback', '9');
    assert.equal(code, 1);
    assert.match(output, /There is no release 9 to return to\. Available releases: 1, 2, 3, 4\./);
    await released('back', await writeSite(5));
    for (const edition of ['2', '1']) {
      await released('back', '', '--rollback');
      assert.deepEqual(await editions('back'), [edition]);
    }
  });

  it('returns past a release that has only removed what old pages loaded', async () => {
    const second = await writeSite(2);
    await released('cleared', await writeSite(1));
    await released('cleared', second);
    await released('cleared', second, '--grace', '0');
    assert.match(await released('cleared', '', '--list'), /^3 /m);
    await released('cleared', '', '--rollback');
    assert.deepEqual(await editions('cleared'), ['1']);
  });

  it('returns to the last one that was finished, where one was broken off', async () => {
    await released('halfway', await writeSite(1));
    await released('halfway', await writeSite(2));
    await killAmidPages('halfway', await writeSite(3));
    assert.match(await released('halfway', '', '--list'), /^3 .*, not finished$/m);
    await released('halfway', '', '--rollback');
    assert.deepEqual(await editions('halfway'), ['2']);
  });

  it('leaves alone what no release has made', async () => {
    const { code, output } = await release('foreign', await writeSite(1));
    assert.equal(code, 1);
    assert.match(output, /This prefix has files that were not uploaded by a release/);
    assert.equal(await textOf('foreign', 'letter.txt'), 'Dear reader');
    assert.equal(await textOf('foreign', 'index.html'), undefined);
    await released('outer', await writeSite(1));
    await released('outer/inner', await writeSite('inner'));
    await released('outer', await writeSite(2));
    assert.deepEqual(await editions('outer/inner'), ['inner']);
    assert.match(await released('outer/inner', '', '--list'), /^1 .* 62 pages, 66 files$/m);
  });

  it('puts back what others have changed or deleted', async () => {
    const outDir = await writeSite(1);
    await released('meddled', outDir);
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'meddled/feed.xml', Body: 'Not a feed' }));
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'meddled/404.html' }));
    assert.match(await released('meddled', outDir), /changed 2 files, removed \d+ and uploaded 0 objects /);
    assert.equal(await textOf('meddled', 'feed.xml'), '<rss>1</rss>');
    assert.match((await textOf('meddled', '404.html')) ?? '', /<p>1</);
    assert.match(await released('meddled', outDir), /^No changes to release\.$/m);
  });

  it('keeps ten releases, and of contents what those need', async () => {
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
    assert.deepEqual(await editions('many'), ['2']);
    const output = await released('many', await writeSite(1), '--dry-run');
    assert.match(output, /upload (?:6[0-9]) objects/, 'what only the first had is gone');
    assert.equal(await textOf('many', first), undefined);
  });

  it('does not mix two that begin at once', async () => {
    await released('two', await writeSite(0));
    for (let round = 1; round <= 3; round++) {
      const sites = await Promise.all(['a', 'b'].map((name) => writeSite(`${round}${name}`)));
      const ends = await Promise.all(sites.map((outDir) => release('two', outDir)));
      const shown = await editions('two');
      assert.equal(shown.length, 1, `pages of ${shown}`);
      const refused = ends.filter(({ code }) => code !== 0);
      for (const { output } of refused) assert.match(output, /is in progress|has started at the same time/);
      assert.ok(refused.length < 2);
    }
  });

  it('stops where another has taken over while it was asleep, and the next puts right what came too late', async () => {
    await released('asleep', await writeSite(0));
    const sleeper = begin('asleep', await writeSite('sleeper'));
    let said = '';
    sleeper.stderr?.on('data', (text) => {
      said += text;
    });
    await untilPages(sleeper);
    sleeper.kill('SIGSTOP');
    const awake = await writeSite('awake');
    await released('asleep', awake);
    sleeper.kill('SIGCONT');
    const [code] = await once(sleeper, 'exit');
    assert.equal(code, 1);
    assert.match(said, /has taken over/);
    await released('asleep', awake);
    assert.deepEqual(await editions('asleep'), ['awake']);
  });

  it('is finished by one of two that have waited for one that was killed', async () => {
    await released('heirs', await writeSite(0));
    await killAmidPages('heirs', await writeSite('killed'));
    const sites = await Promise.all(['a', 'b'].map((name) => writeSite(name)));
    const ends = await Promise.all(sites.map((outDir) => release('heirs', outDir)));
    assert.equal((await editions('heirs')).length, 1);
    const refused = ends.filter(({ code }) => code !== 0);
    for (const { output } of refused) assert.match(output, /is in progress|has started at the same time/);
    assert.ok(refused.length < 2);
  });

  it(`is finished by the next where it was killed, and no reader misses a file (${kills} times)`, async () => {
    await released('kills', await writeSite(0));
    let reading = true;
    let read = 0;
    const faults: string[] = [];
    const reader = (async () => {
      while (reading) {
        const key = `posts/p${Math.floor(Math.random() * pages)}/index.html`;
        const page = await textOf('kills', key);
        if (page === undefined) faults.push(`${key} is missing`);
        for (const [, asset = ''] of (page ?? '').matchAll(/src="\/([^"]*)"/g))
          if ((await textOf('kills', asset)) === undefined) faults.push(`${key} wants ${asset}`);
        read++;
      }
    })();
    let brokenOff = 0;
    for (let round = 1; round <= kills; round++) {
      const outDir = await writeSite(`${round}x`);
      // At any moment; each third time at one that is known to be in the midst of it.
      if (round % 3 === 0) await killAmidPages('kills', outDir);
      else {
        const killed = begin('kills', outDir);
        await wait(Math.random() * 2500);
        killed.kill('SIGKILL');
        if (killed.exitCode === null && killed.signalCode === null) await once(killed, 'exit');
      }
      if (/was interrupted/.test(await released('kills', await writeSite(round)))) brokenOff++;
      assert.deepEqual(await editions('kills'), [String(round)]);
    }
    reading = false;
    await reader;
    assert.deepEqual(faults, []);
    assert.ok(read > kills);
    assert.ok(brokenOff >= Math.floor(kills / 3));
  });
});
