import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { openDesk } from '../../lib/desk';
import { openText, textOf } from '../../lib/desk/document';
import { isOwnHost } from '../../lib/server/hosts';
import { post, writePublication } from '../helpers/publication';

let folder: string;
let server: Server;
let desk: ReturnType<typeof openDesk>;
let port: number;
let token: string;

before(async () => {
  folder = await writePublication({
    'posts/one.md': post({}, 'One.'),
    'posts/own/index.md': post({}, 'Own.'),
    'posts/.hidden.md': 'secret',
  });
  desk = openDesk(folder, (host) => isOwnHost(host, 'localhost'));
  server = createServer(async (request, response) => {
    if (!(await desk.handle(request, response))) response.writeHead(404).end('not the desk');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  token = /name="desk-token" content="([^"]+)"/.exec((await send('GET', '/desk/')).body)?.[1] ?? '';
});
after(() => {
  server.close();
  server.closeAllConnections();
  desk.close();
});

interface Answer {
  status: number;
  body: string;
  headers: Record<string, unknown>;
}

/** Sends a request with any headers, which `fetch` does not allow. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
        );
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

/** The headers of the page of the desk. */
const own = () => ({
  'content-type': 'application/json',
  origin: `http://localhost:${port}`,
  'sec-fetch-site': 'same-origin',
  'x-desk-token': token,
});

async function callDesk<T = { text: string; hash: string; error: string; readOnly?: string }>(
  name: string,
  input: object,
  headers: Record<string, string> = own(),
) {
  const { status, body } = await send('POST', `/desk/api/${name}`, headers, JSON.stringify(input));
  return { status, result: JSON.parse(body) as T };
}

/** Texts with everything that editors like to normalize. */
const oddText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        '\t',
        '  ',
        ' \n',
        '---\n',
        '\ufeff',
        '\u2028',
        '\u0085',
        '\u00a0',
        '\0',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('title: x', '# A', '- a', '`', 'e\u0301', '\u{1f469}\u200d\u{1f4bb}', '\u202e'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join('').replace(/[\ud800-\udfff]/gu, ''));

describe('a file in the desk', () => {
  it('is the same after it was opened and saved, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(oddText, async (text) => {
        const bytes = Buffer.from(text);
        writeFileSync(join(folder, 'posts/odd.md'), bytes);
        const { result: opened } = await callDesk('read', { path: 'posts/odd.md' });
        const saved = textOf(openText(opened.text));
        const { status } = await callDesk('save', { path: 'posts/odd.md', text: saved, base: opened.hash });
        assert.equal(status, 200);
        assert.deepEqual(readFileSync(join(folder, 'posts/odd.md')), bytes);
      }),
      { numRuns: 150 },
    );
  });

  it('changes only where the author types, and back again with undo', async () => {
    const { history, undo } = await import('@codemirror/commands');
    fc.assert(
      fc.property(oddText, fc.nat(), fc.nat(4), fc.constantFrom('', 'x', 'é'), (text, at, length, typed) => {
        let state = openText(text, history());
        const from = at % (state.doc.length + 1);
        const to = Math.min(from + length, state.doc.length);
        const before = textOf(state);
        assert.equal(before, text);
        // What comes before and after, with its own line breaks.
        const head = textOf(state.update({ changes: { from, to: state.doc.length } }).state);
        const mark = text.startsWith('\ufeff') ? 1 : 0;
        const tail = textOf(state.update({ changes: { from: 0, to } }).state).slice(mark);
        state = state.update({ changes: { from, to, insert: typed } }).state;
        assert.equal(textOf(state), head + typed + tail);
        undo({
          state,
          dispatch: (transaction) => {
            state = transaction.state;
          },
        });
        assert.equal(textOf(state), text);
      }),
      { numRuns: 500 },
    );
  });

  it('gets new lines with the line ending that most of its lines have', () => {
    const state = openText('a\r\nb\r\nc\nd');
    assert.equal(textOf(state.update({ changes: { from: 1, insert: '\n' } }).state), 'a\r\n\r\nb\r\nc\nd');
  });

  it('is read-only if it is not UTF-8', async () => {
    writeFileSync(join(folder, 'posts/latin.md'), Buffer.from([0x61, 0xe9, 0x0a]));
    const { result } = await callDesk('read', { path: 'posts/latin.md' });
    assert.match(result.readOnly ?? '', /Line 1, column 2: not valid UTF-8: the byte 0xE9/);
  });

  it('keeps its mode, and a symbolic link to it stays one', async () => {
    const file = join(folder, 'posts/mode.md');
    writeFileSync(file, 'a');
    chmodSync(file, 0o640);
    symlinkSync('mode.md', join(folder, 'posts/link.md'));
    const { result } = await callDesk('read', { path: 'posts/link.md' });
    await callDesk('save', { path: 'posts/link.md', text: 'b', base: result.hash });
    assert.equal(readFileSync(file, 'utf8'), 'b');
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.equal(readFileSync(join(folder, 'posts/link.md'), 'utf8'), 'b');
  });

  it('is never overwritten if it has changed on disk', async () => {
    const file = join(folder, 'posts/raced.md');
    writeFileSync(file, 'first');
    const { result: opened } = await callDesk('read', { path: 'posts/raced.md' });
    writeFileSync(file, 'by another program');
    const { status, result } = await callDesk<{ disk: { text: string; hash: string } }>('save', {
      path: 'posts/raced.md',
      text: 'mine',
      base: opened.hash,
    });
    assert.equal(status, 409);
    assert.equal(result.disk.text, 'by another program');
    assert.equal(readFileSync(file, 'utf8'), 'by another program');
    const forced = await callDesk('save', { path: 'posts/raced.md', text: 'merged', base: result.disk.hash });
    assert.equal(forced.status, 200);
    assert.equal(readFileSync(file, 'utf8'), 'merged');
  });

  it('of two saves at once, one is refused', async () => {
    const file = join(folder, 'posts/both.md');
    writeFileSync(file, 'first');
    const { result: opened } = await callDesk('read', { path: 'posts/both.md' });
    const save = (text: string) => callDesk('save', { path: 'posts/both.md', text, base: opened.hash });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => save(`version ${at}`)));
    const done = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []));
    assert.equal(done.length, 1);
    assert.equal(readFileSync(file, 'utf8'), `version ${done[0]}`);
    assert.deepEqual(
      readdirSync(join(folder, 'posts')).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

describe('the desk refuses', () => {
  const cases: [what: string, change: (headers: Record<string, string>) => void, status: number][] = [
    ['another host name (DNS rebinding)', (headers) => (headers.host = `evil.example:${port}`), 403],
    ['a host name that begins like its own', (headers) => (headers.host = 'localhost.evil.example'), 403],
    ['another origin', (headers) => (headers.origin = 'https://evil.example'), 403],
    ['another port of this machine', (headers) => (headers.origin = 'http://localhost:1'), 403],
    ['an opaque origin', (headers) => (headers.origin = 'null'), 403],
    ['no origin', (headers) => delete headers.origin, 403],
    ['a request of another site', (headers) => (headers['sec-fetch-site'] = 'cross-site'), 403],
    ['no token', (headers) => delete headers['x-desk-token'], 403],
    ['a wrong token', (headers) => (headers['x-desk-token'] = 'x'.repeat(43)), 403],
    ['a form', (headers) => (headers['content-type'] = 'text/plain'), 415],
  ];
  for (const [what, change, status] of cases)
    it(what, async () => {
      const headers: Record<string, string> = own();
      change(headers);
      for (const name of ['read', 'save', 'documents', 'nothing'])
        assert.equal(
          (await callDesk(name, { path: 'posts/one.md', text: 'x', base: 'x' }, headers)).status,
          status,
        );
      assert.match(readFileSync(join(folder, 'posts/one.md'), 'utf8'), /One\./);
    });

  it('other methods, and questions of other sites whether they may', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await send(method, '/desk/api/read', own());
      assert.equal(status, 405);
      assert.equal(headers['access-control-allow-origin'], undefined);
    }
  });

  it('paths out of the content folder', async () => {
    const outside = await writePublication({ 'secret.md': 'secret', 'folder/x.md': 'secret' });
    symlinkSync(join(outside, 'secret.md'), join(folder, 'posts/leak.md'));
    symlinkSync(join(outside, 'folder'), join(folder, 'posts/leaks'));
    const paths = [
      '../secret.md',
      'posts/../../secret.md',
      'posts/%2e%2e/%2e%2e/secret.md',
      '..\\secret.md',
      'posts\\..\\..\\secret.md',
      join(outside, 'secret.md'),
      'C:/secret.md',
      '//server/share/secret.md',
      './posts/one.md',
      'posts//one.md',
      'posts/one.md\0.md',
      'posts/leak.md',
      'posts/leaks/x.md',
      'posts/.hidden.md',
      '.git/x.md',
      'posts/one.md/',
      'site.config.ts',
      '',
    ];
    for (const path of paths) {
      for (const [name, input] of [
        ['read', { path }],
        ['save', { path, text: 'x', base: 'x' }],
        ['recreate', { path, text: 'x' }],
        ['delete', { path }],
      ] as const) {
        const { status, result } = await callDesk(name, input);
        // Percent signs are part of a name: nothing decodes them.
        if (path.includes('%') && name !== 'read') continue;
        assert.ok([400, 403, 404, 409].includes(status), `${name} ${path}: ${status}`);
        assert.doesNotMatch(JSON.stringify(result), /"text":"secret/);
      }
    }
    assert.deepEqual(readdirSync(outside).sort(), ['folder', 'secret.md']);
    assert.equal(readFileSync(join(outside, 'secret.md'), 'utf8'), 'secret');
  });

  it('a new file below a symbolic link to another folder', async () => {
    const outside = await writePublication({});
    mkdirSync(join(outside, 'there'));
    symlinkSync(join(outside, 'there'), join(folder, 'posts/away'));
    const { status } = await callDesk('recreate', { path: 'posts/away/new.md', text: 'x' });
    assert.equal(status, 403);
    assert.equal(existsSync(join(outside, 'there/new.md')), false);
  });

  it('bodies that are too large, not JSON, or not what a call takes', async () => {
    const tooLarge = await send('POST', '/desk/api/save', own(), Buffer.alloc(64_000_001, 0x20)).catch(
      (error: NodeJS.ErrnoException) => ({ status: 413, body: error.code }),
    );
    assert.equal(tooLarge.status, 413);
    assert.equal((await send('POST', '/desk/api/save', own(), '{')).status, 400);
    for (const input of [{}, { path: 1 }, { path: 'posts/one.md', text: null, base: '' }, [], null])
      assert.equal((await callDesk('save', input as object)).status, 400);
    for (const name of ['__proto__', 'constructor', 'toString'])
      assert.equal((await callDesk(name, {})).status, 404);
  });

  it('half of a character, which would be saved as another', async () => {
    const { result } = await callDesk('read', { path: 'posts/one.md' });
    const { status } = await callDesk('save', { path: 'posts/one.md', text: 'a\ud83d', base: result.hash });
    assert.equal(status, 400);
  });

  it('to open its page in a script or a frame, so that nothing gets the token', async () => {
    for (const dest of ['empty', 'iframe', 'script', 'image', 'serviceworker'])
      assert.equal((await send('GET', '/desk/', { 'sec-fetch-dest': dest })).status, 403, dest);
    assert.equal((await send('GET', '/desk/', { host: 'evil.example' })).status, 403);
    const { status, headers } = await send('GET', '/desk/', { 'sec-fetch-dest': 'document' });
    assert.equal(status, 200);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'nonce-[^']+'; style-src 'nonce-[^']+'/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(headers['x-frame-options'], 'DENY');
  });

  it('images that are none, and never replaces a file', async () => {
    const add = (data: Buffer, alt: string) =>
      callDesk<{ name: string }>('addImage', {
        path: 'posts/own/index.md',
        alt,
        data: data.toString('base64'),
        isSmaller: false,
      });
    assert.equal((await add(Buffer.from('<script>alert(1)</script>'), 'x')).status, 400);
    const { default: sharp } = await import('sharp');
    const png = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    assert.equal((await add(png, 'A red ../../square')).result.name, 'a-red-square.png');
    assert.equal((await add(png, 'A red square')).result.name, 'a-red-square-2.png');
    assert.deepEqual(readFileSync(join(folder, 'posts/own/a-red-square.png')), png);
  });
});

describe('the desk', () => {
  it('commits one document with its images, whatever else is staged', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
    git('init', '--quiet');
    for (const [name, value] of [
      ['user.name', 'Ann'],
      ['user.email', 'ann@example.org'],
    ] as const)
      git('config', name, value);
    writeFileSync(join(folder, 'posts/committed.md'), '![a](a.png)');
    writeFileSync(join(folder, 'posts/a.png'), 'PNG');
    writeFileSync(join(folder, 'posts/staged.md'), 'x');
    git('add', 'posts/staged.md');
    const { status } = await callDesk('commit', {
      path: 'posts/committed.md',
      images: ['a.png', '../secret.md'],
      message: '--amend is only a message',
    });
    assert.equal(status, 200);
    assert.equal(
      git('show', '--format=%s', '--name-only'),
      '--amend is only a message\n\nposts/a.png\nposts/committed.md\n',
    );
    assert.match(git('status', '--porcelain'), /^A {2}posts\/staged\.md$/m);
  });

  it('turns what was copied elsewhere into Markdown, without scripts', async () => {
    const { result } = await callDesk<{ markdown: string }>('toMarkdown', {
      html: '<h2>A <b>b</b></h2><script>alert(1)</script><p>See <a href="https://a.example/">a</a><img src=x onerror=alert(1)></p><ul><li>one</ul>',
    });
    assert.equal(result.markdown, '## A **b**\n\nSee [a](https://a.example/)\n\n- one');
  });
});
