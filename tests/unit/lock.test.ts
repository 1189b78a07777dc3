import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { writePublication } from '../helpers/publication';

/** How many times the holder of the lock is killed while others wait to take it. */
const rounds = Number(process.env.RUNS ?? 4);
const takers = 6;

const processes = new Set<ChildProcess>();
after(() => {
  for (const child of processes) child.kill('SIGKILL');
});

async function start(cwd: string): Promise<ChildProcess> {
  const child = fork(resolve('tests/helpers/lock-taker.ts'), {
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

async function order(child: ChildProcess, what: 'take' | 'release'): Promise<unknown> {
  const answered = once(child, 'message');
  child.send(what);
  const [answer] = await answered;
  return answer;
}

describe('the lock of a checkout', () => {
  it(`is held by one of ${takers} that start at once after a kill (${rounds} times)`, async () => {
    const folder = await writePublication({ '.letterpress/lock': '' });
    let children = await Promise.all(Array.from({ length: takers }, () => start(folder)));
    for (let round = 0; round < rounds; round++) {
      const answers = await Promise.all(children.map((child) => order(child, 'take')));
      assert.deepEqual(
        [...answers].sort(),
        ['holds', ...Array.from({ length: takers - 1 }, () => 'refused')],
        `round ${round}`,
      );
      const holder = children[answers.indexOf('holds')] as ChildProcess;
      await kill(holder);
      children = [...children.filter((child) => child !== holder), await start(folder)];
    }
  });

  it('is free where a stale file names another living process', async () => {
    const folder = await writePublication({ '.letterpress/lock': String(process.pid) });
    assert.equal(await order(await start(folder), 'take'), 'holds');
  });

  it('is free again when its holder is done', async () => {
    const folder = await writePublication({});
    const [first, second] = [await start(folder), await start(folder)];
    assert.equal(await order(first, 'take'), 'holds');
    assert.equal(await order(second, 'take'), 'refused');
    assert.equal(await order(first, 'release'), 'released');
    assert.equal(await order(second, 'take'), 'holds');
  });

  it('names the process that holds it', async () => {
    const { withLock } = await import('../../lib/build/lock');
    const cwd = process.cwd();
    process.chdir(await writePublication({}));
    try {
      await withLock(() =>
        assert.rejects(
          withLock(async () => {}),
          new RegExp(`Another build or preview is running in this folder \\(process ${process.pid}\\)`),
        ),
      );
    } finally {
      process.chdir(cwd);
    }
  });
});
