import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { siteConfig } from '@/site.config';
import type { Jobs } from '../../lib/build/jobs';
import { checkSiteConfig } from '../../lib/config/check-site';
import { Bucket } from '../../lib/release/bucket';
import { UserError } from '../../lib/util/errors';
import { explainNetworkError, explainOutput, explainSystemError } from '../../lib/util/system-errors';
import { Pool } from '../../lib/workers/pool';
import { runScript } from '../helpers/command';
import { freePort } from '../helpers/free-port';
import { photograph } from '../helpers/images';
import { post, writePublication } from '../helpers/publication';

const systemError = (code: string, facts: Record<string, unknown>) =>
  Object.assign(new Error(`${code}: it failed`), { code, ...facts });

/** Checks that the output of a failed command is one line without a stack trace. */
function assertOneLine(output: string, message: RegExp) {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('Note: '));
  assert.equal(lines.length, 1, output);
  assert.match(lines[0] ?? '', message);
}

describe('a system error', () => {
  it('is explained in one sentence with the path', () => {
    for (const code of 'EACCES EBUSY EDQUOT EFBIG EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENFILE ENOENT ENOSPC ENOTDIR ENOTEMPTY EPERM EROFS'.split(
      ' ',
    ))
      assert.match(
        explainSystemError(systemError(code, { path: 'content/a.md', syscall: 'open' })) ?? '',
        /^[^\n]*content\/a\.md[^\n]*\.$/,
        code,
      );
  });
  it('names the path that was written if there are two, and shows it unchanged', () => {
    assert.match(
      explainSystemError(systemError('ENOSPC', { path: 'a', dest: '/disk/$&', syscall: 'copyfile' })) ?? '',
      /^The disk is full: \/disk\/\$& cannot be written\./,
    );
  });
  it('is different from a bug', () => {
    assert.equal(explainSystemError(new TypeError('x is not a function')), undefined);
    assert.equal(explainSystemError(systemError('ERR_ASSERTION', {})), undefined);
  });
  it('is found in the output of a program', () => {
    const output = 'Error: ENOSPC: no space left on device, write\n    at writeSync';
    assert.match(explainOutput(output, 'next build') ?? '', /^The disk is full: a file of next build/);
    assert.match(
      explainOutput("EROFS: read-only file system, mkdir '/x/.next'", '') ?? '',
      /^\/x\/\.next is on a read-only/,
    );
    assert.equal(explainOutput('Type error: x', 'next build'), undefined);
  });
  it('of the network names the server, with one address or several', () => {
    const refused = systemError('ECONNREFUSED', { address: '::1', port: 9 });
    for (const error of [
      refused,
      new AggregateError([refused]),
      new TypeError('fetch failed', { cause: refused }),
    ])
      assert.equal(explainNetworkError(error), '::1:9 refuses connections');
  });
});

describe('a command reports in one sentence', () => {
  it('that a folder cannot be written', {
    skip: process.platform === 'linux' ? false : 'needs /sys',
  }, async () => {
    const folder = await writePublication({ 'posts/a.md': post() });
    const { code, output } = await runScript('build', { CONTENT_DIR: folder, OUT_DIR: '/sys/letterpress' });
    assert.equal(code, 1);
    assertOneLine(output, /\/sys\/.*(?:Give access|Make it writable)/);
  });

  it('that the disk is full, and keeps the existing site', async (test) => {
    const disk = await writePublication({});
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
    if (!mounted) return test.skip('only root can mount a small disk');
    try {
      const one = await writePublication({ 'posts/a.md': post() });
      const many = await writePublication(
        Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`posts/p${at}.md`, post()])),
      );
      const OUT_DIR = join(disk, 'out');
      const first = await runScript('build', { CONTENT_DIR: one, OUT_DIR });
      assert.equal(first.code, 0, first.output);
      const pages = readdirSync(join(OUT_DIR, 'posts'));
      const { code, output } = await runScript('build', { CONTENT_DIR: many, OUT_DIR });
      assert.equal(code, 1);
      assertOneLine(output, /^The disk is full: \/.* cannot be written\. Free some space/);
      assert.deepEqual(readdirSync(join(OUT_DIR, 'posts')), pages);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('that the store cannot be reached', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    for (const [url, message] of [
      [
        `http://127.0.0.1:${await freePort()}`,
        /^The store cannot be reached: 127\.0\.0\.1:\d+ refuses connections\./,
      ],
      ['http://no-such-store.invalid', /^The store cannot be reached: .*no-such-store\.invalid.*\(DNS\)/],
      [
        'https://me:secret@store.example',
        /^AWS_ENDPOINT_URL_S3: expected .* found "https:\/\/\*\*\*@store\.example"/,
      ],
    ] as const) {
      const { code, output } = await runScript('release', { ...env, AWS_ENDPOINT_URL_S3: url }, [
        's3://bucket/site',
        '--list',
      ]);
      assert.equal(code, 1);
      assertOneLine(output, message);
      assert.doesNotMatch(output, /secret/);
    }
  });

  it('that a file was edited or deleted during the build', async () => {
    // Any command bundles the worker.
    await runScript('check', { CONTENT_DIR: await writePublication({}) });
    const folder = await writePublication({ 'a.txt': 'now', 'a.md': post() });
    const pool = new Pool<Jobs>({}, 1);
    try {
      const edited = (path: string) =>
        pool.run('write', {
          kind: 'file',
          path: '/media/test/a.txt',
          from: join(folder, path),
          digest: 'before',
        });
      await assert.rejects(edited('a.txt'), (error: Error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /a\.txt was changed during the build\. Build again\.$/);
        return true;
      });
      await assert.rejects(edited('gone.txt'), (error: Error) => {
        assert.match(explainSystemError(error) ?? '', /gone\.txt does not exist\. If it was deleted/);
        return true;
      });
    } finally {
      pool.close();
    }
  });
});

describe('a closed pool of workers', () => {
  it('rejects current and later jobs', async () => {
    // Any command bundles the worker.
    await runScript('check', { CONTENT_DIR: await writePublication({}) });
    const folder = await writePublication({ 'a.txt': 'x'.repeat(1e6) });
    const pool = new Pool<Jobs>({}, 1);
    const run = (at: number) =>
      pool.run('write', {
        kind: 'file',
        path: `/media/${at}/a.txt`,
        from: join(folder, 'a.txt'),
        digest: '',
      });
    // The worker runs some of them, and the others wait.
    const jobs = Promise.allSettled(Array.from({ length: 20 }, (_, at) => run(at)));
    pool.close();
    for (const job of await jobs) assert.equal(job.status, 'rejected');
    await assert.rejects(run(20), /The worker processes were stopped/);
  });
});

describe('a worker that is killed', () => {
  for (const size of [1, 2, 4])
    it(`fails all jobs of a pool of ${size}, and later ones`, async () => {
      // Any command bundles the worker.
      await runScript('check', { CONTENT_DIR: await writePublication({}) });
      const pool = new Pool<Jobs>({}, size);
      const bytes = Buffer.from(post({}, '```js\nlet a = 1;\n```\n\n'.repeat(200)));
      const read = (at: number) =>
        pool.run('read', {
          file: { type: 'Post', path: `posts/p${at}.md`, name: `p${at}` },
          shown: `posts/p${at}.md`,
          bytes,
          settings: { language: 'en' },
        });
      try {
        const jobs = Promise.allSettled(Array.from({ length: 20 * size }, (_, at) => read(at)));
        while (spawnSync('pkill', ['-KILL', '-P', String(process.pid), '-f', 'worker.js']).status !== 0)
          await wait(20);
        const failed = (await jobs).filter((job) => job.status === 'rejected');
        assert.ok(failed.length > 0);
        for (const { reason } of failed)
          assert.match(String(reason.message), /^A worker process ended \(SIGKILL\) while working on /);
        await assert.rejects(read(0), UserError);
      } finally {
        pool.close();
      }
    });
});

describe('a worker that is killed, on a machine with one core', () => {
  const hasTaskset = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  it('stops the command with a sentence that names the file it worked on', {
    skip: hasTaskset ? false : 'needs taskset of util-linux',
  }, async () => {
    const text = '```js\nlet a = 1;\n```\n\n'.repeat(100);
    const folder = await writePublication(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [`posts/p${at}.md`, post({}, `${at}\n\n${text}`)]),
      ),
    );
    const command = spawn('taskset', ['-c', '0', process.execPath, 'scripts/run.js', 'check'], {
      env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: '', CONTENT_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [command.stdout, command.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = once(command, 'close');
    const isEnded = () => command.exitCode !== null;
    while (
      !isEnded() &&
      spawnSync('pkill', ['-KILL', '-P', String(command.pid), '-f', 'worker.js']).status !== 0
    )
      await wait(20);
    const [code] = await ended;
    const output = Buffer.concat(chunks).toString();
    assert.equal(code, 1, output);
    assertOneLine(
      output,
      /^A worker process ended \(SIGKILL\) while working on \S*posts\/p\d+\.md, .*out of memory/,
    );
  });
});

describe('a worker that is killed while it encodes images', () => {
  const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;
  it('stops the build, after its progress, with a sentence that names the image', {
    skip: hasScript ? false : 'needs script of util-linux',
  }, async () => {
    const pictures = await Promise.all(
      Array.from({ length: 30 }, async (_, at) => [`posts/${at}.jpg`, await photograph(1500 + at, 1000)]),
    );
    const text = pictures.map(([name]) => `![A landscape](${String(name).slice(6)})\n\n`).join('');
    const folder = await writePublication({ ...Object.fromEntries(pictures), 'posts/p.md': post({}, text) });
    const env = {
      NODE_OPTIONS: '',
      NODE_TEST_CONTEXT: '',
      CONTENT_DIR: folder,
      OUT_DIR: join(folder, 'out'),
    };
    // In a terminal, because only there progress is shown.
    const terminal = spawn('script', ['-qec', `exec ${process.execPath} scripts/run.js build`, '/dev/null'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let killed = false;
    terminal.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (killed || !/Images … \d+ of 30/.test(output)) return;
      const command = spawnSync('pgrep', ['-P', String(terminal.pid)], { encoding: 'utf8' }).stdout.trim();
      killed = spawnSync('pkill', ['-KILL', '-P', command, '-f', 'worker.js']).status === 0;
    });
    const [code] = await once(terminal, 'close');
    assert.equal(code, 1, output);
    assert.match(output, /A worker process ended \(SIGKILL\) while working on \/media\/\S*\d+\S*, /);
  });
});

describe('the destination of a release', () => {
  it('is one prefix in one bucket, and cannot lead outside it', () => {
    for (const destination of [
      's3://bucket/../x',
      's3://bucket/x/../y',
      's3://bucket/./x',
      's3://bucket/..',
      's3://bucket//x',
      's3://bucket/x//',
      's3://bucket/%2e%2e/x',
      's3://bucket/x\ny',
      's3://bucket/x\u001b[2J',
      's3://bucket/a\\b',
      's3://bucket/.letterpress/',
      's3://bucket/*',
      `s3://bucket/${'x'.repeat(600)}`,
      's3://b..c/x',
      's3://-bucket',
      's3://BUCKET/x',
      's3://me:secret@bucket/x',
      's3:/bucket/x',
      'https://bucket.s3.example/x',
      'file:///tmp/x',
      '',
    ])
      assert.throws(
        () => Bucket.at(destination),
        (error: Error) => error instanceof UserError && !/secret|[^\P{Cc}]/u.test(error.message),
        destination,
      );
    for (const destination of [
      's3://bucket',
      's3://bucket/',
      's3://my.bucket-1/site/2026',
      's3://bucket/ünïcode v1.2/',
    ])
      Bucket.at(destination);
  });
});

describe('an address in site.config.ts', () => {
  it('cannot contain a password, and a password is not printed', () => {
    const secret = 'https://me:secret@hub.example/';
    for (const [key, config] of [
      ['url', { url: 'https://me:secret@hub.example' }],
      ['notify.hub', { notify: { hub: secret } }],
      ['notify.indexNow.endpoint', { notify: { indexNow: { key: 'abcdefgh', endpoint: secret } } }],
      ['security.contact', { security: { contact: secret, expires: '2027-01-01' } }],
      ['navigation', { navigation: [{ label: 'Hub', href: secret }] }],
    ] as const)
      assert.throws(
        () => checkSiteConfig({ ...siteConfig, ...config } as typeof siteConfig),
        (error: Error) => error.message.includes(`${key}: expected`) && !error.message.includes('secret'),
        key,
      );
  });
});

describe('an error in a post', () => {
  it('does not show the password of a URL', async () => {
    const folder = await writePublication({
      'posts/a.md': post({ canonical: 'https://me:secret@example.org/a' }),
    });
    const { code, output } = await runScript('check', { CONTENT_DIR: folder });
    assert.equal(code, 1);
    assert.match(output, /expected an absolute URL without a password/);
    assert.doesNotMatch(output, /secret/);
    assert.match(readFileSync(join(folder, 'posts/a.md'), 'utf8'), /secret/);
  });
});
