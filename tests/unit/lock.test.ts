import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { workDir } from '../../lib/cache/paths';
import { writePublication } from '../helpers/publication';

/** The number of times that the holder of the lock is killed while others wait for it. */
const rounds = Number(process.env.RUNS ?? 4);
const processCount = 6;

const processes = new Set<ChildProcess>();
after(() => {
  for (const child of processes) child.kill('SIGKILL');
});

async function start(cwd: string): Promise<ChildProcess> {
  const child = fork(resolve('tests/helpers/lock-process.ts'), {
    cwd,
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: '' },
  });
  processes.add(child);
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function send(child: ChildProcess, request: 'take' | 'release'): Promise<unknown> {
  const message = once(child, 'message');
  child.send(request);
  const [response] = await message;
  return response;
}

describe('the lock of a checkout', () => {
  it(`goes to exactly one of ${processCount} processes after its holder is killed (${rounds} times)`, async () => {
    const folder = await writePublication({ [`${workDir}/lock`]: '' });
    let children = await Promise.all(Array.from({ length: processCount }, () => start(folder)));
    for (let round = 0; round < rounds; round++) {
      const responses = await Promise.all(children.map((child) => send(child, 'take')));
      assert.deepEqual(
        [...responses].sort(),
        ['holds', ...Array.from({ length: processCount - 1 }, () => 'refused')],
        `round ${round}`,
      );
      const holder = children[responses.indexOf('holds')] as ChildProcess;
      await kill(holder);
      children = [...children.filter((child) => child !== holder), await start(folder)];
    }
  });

  it('is free if a stale file names another running process', async () => {
    const folder = await writePublication({ [`${workDir}/lock`]: String(process.pid) });
    assert.equal(await send(await start(folder), 'take'), 'holds');
  });

  it('is free again when its holder releases it', async () => {
    const folder = await writePublication({});
    const [first, second] = [await start(folder), await start(folder)];
    assert.equal(await send(first, 'take'), 'holds');
    assert.equal(await send(second, 'take'), 'refused');
    assert.equal(await send(first, 'release'), 'released');
    assert.equal(await send(second, 'take'), 'holds');
  });

  it('is refused with the process that holds it', async () => {
    const { withLock } = await import('../../lib/build/lock');
    const cwd = process.cwd();
    process.chdir(await writePublication({}));
    try {
      await withLock(() =>
        assert.rejects(
          withLock(async () => {}),
          new RegExp(`Another build or preview of this publication is running \\(process ${process.pid}\\)`),
        ),
      );
    } finally {
      process.chdir(cwd);
    }
  });
});
