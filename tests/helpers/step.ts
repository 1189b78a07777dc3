import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs one step of a test run and reports its duration. Exits if it fails.
 *
 * @param env added to the environment of this process
 */
export function step(
  name: string,
  command: string,
  args: string[],
  env: Record<string, string | undefined> = {},
): void {
  const started = performance.now();
  console.log(`\n${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) fail(name);
  passed(name, started);
}

/** Runs steps in parallel. Shows the output of each when it has ended. */
export async function stepsInParallel(
  steps: [name: string, command: string, args: string[]][],
): Promise<void> {
  const results = await Promise.all(
    steps.map(async ([name, command, args]) => {
      const started = performance.now();
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const chunks: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      const [status] = await once(child, 'close');
      console.log(`\n${name}\n${Buffer.concat(chunks)}`);
      if (status === 0) passed(name, started);
      return { name, status };
    }),
  );
  for (const { name, status } of results) if (status !== 0) fail(name);
}

function passed(name: string, started: number): void {
  console.log(`${name}: passed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

/** Stops the test run. @param reason an additional message */
export function fail(name: string, reason = ''): never {
  console.error(`${reason}\n${name}: failed`);
  process.exit(1);
}
