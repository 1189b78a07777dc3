import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { readDockerfile } from '../helpers/dockerfile';
import { freePort } from '../helpers/free-port';
import { installNode, pathWith } from '../helpers/node-versions';
import { writePublication } from '../helpers/publication';
import { waitForServer } from '../helpers/server';

/** Paths of the image that are in a temporary folder here. */
const imagePaths = ['/site', '/srv', '/etc/caddy', '/usr/bin/caddy'];

/** The files that `COPY . .` copies: those that git does not ignore, without those in `.dockerignore`. */
function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  });
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
  return listed
    .split('\0')
    .filter((file) => file && !ignored.some((name) => file === name || file.startsWith(`${name}/`)));
}

const canRun =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  ['caddy', 'setcap', 'wget'].every((command) => spawnSync('which', [command]).status === 0);

describe('the Dockerfile', { skip: !canRun && 'needs root, caddy, setcap and wget' }, () => {
  // The test runs the instructions itself, because not every machine has a container engine.
  it('builds a site and serves it as an unprivileged user', async () => {
    const root = await writePublication({});
    chmodSync(root, 0o755);
    const instructions = readDockerfile(readFileSync('Dockerfile', 'utf8'));
    const [, version = ''] = /^node:(\d+)-/.exec(instructions[0]?.text ?? '') ?? [];
    const port = await freePort();
    const here = (text: string) =>
      imagePaths
        .reduce(
          (moved, path) => moved.replaceAll(new RegExp(`(?<![\\w/])${path}\\b`, 'g'), root + path),
          text,
        )
        .replaceAll(':8080', `:${port}`);

    // The contents of the base images.
    for (const folder of ['/srv', '/etc/caddy', '/usr/bin']) mkdirSync(root + folder, { recursive: true });
    cpSync('/usr/bin/caddy', `${root}/usr/bin/caddy`);
    execFileSync('setcap', ['cap_net_bind_service=+ep', `${root}/usr/bin/caddy`]);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_TEST_CONTEXT: '',
      // The npm of this machine, with the Node.js version of the image.
      PATH: `${root}/usr/bin:${pathWith(installNode(version)).PATH}`,
      SITE_URL: 'https://example.org',
      BASE_PATH: '',
    };
    let folder = root;
    let user: { uid?: number; gid?: number } = {};
    let healthCheck = '';

    for (const { name, text } of instructions)
      switch (name) {
        case 'FROM':
        case 'ARG':
        case 'EXPOSE':
          break;
        case 'WORKDIR':
          folder = here(text);
          mkdirSync(folder, { recursive: true });
          break;
        case 'ENV':
          for (const pair of text.split(' ')) {
            const [variable = '', value = ''] = pair.split('=');
            env[variable] = here(value.replace(/^\$(\w+)$/, (_, other: string) => env[other] ?? ''));
          }
          break;
        case 'COPY': {
          const paths = text.split(' ').filter((word) => !word.startsWith('--'));
          const to = paths.pop() ?? '';
          for (const path of paths[0] === '.' ? projectFiles() : paths) {
            const target = to.startsWith('.') ? join(folder, path) : here(to);
            mkdirSync(dirname(target), { recursive: true });
            cpSync(here(path), target, { recursive: true });
          }
          break;
        }
        case 'RUN': {
          const command = here(text.replace(/--mount=\S+ /g, ''));
          const result = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
          assert.equal(result.status, 0, `RUN ${text}\n${result.stdout}${result.stderr}`);
          assert.doesNotMatch(
            result.stdout + result.stderr,
            /npm warn (?!Unknown (?:user|env) config)/i,
            `RUN ${text}`,
          );
          break;
        }
        case 'USER': {
          const [uid, gid] = text.split(':').map(Number);
          user = { uid, gid };
          break;
        }
        case 'HEALTHCHECK':
          healthCheck = here(text.replace(/^.*?CMD /, ''));
          break;
        case 'CMD': {
          const [command = '', ...args] = JSON.parse(here(text)) as string[];
          const server = spawn(command, args, {
            cwd: root,
            env: { ...env, HOME: '/' },
            stdio: 'ignore',
            ...user,
          });
          try {
            await waitForServer(server, `http://localhost:${port}/`);
            assert.equal(spawnSync('sh', ['-c', healthCheck], { env }).status, 0, healthCheck);
            const page = await fetch(`http://localhost:${port}/posts/start-here/`);
            assert.equal(page.status, 200);
            assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
            assert.equal((await fetch(`http://localhost:${port}/nowhere/`)).status, 404);
          } finally {
            server.kill();
            await once(server, 'exit');
          }
          break;
        }
        default:
          assert.fail(`this test does not support the instruction ${name}`);
      }
    assert.equal(instructions.at(-1)?.name, 'CMD');
  });
});
