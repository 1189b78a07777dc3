import { spawnSync } from 'node:child_process';

/**
 * Runs one step of a test run and reports how long it took. Ends this process where it fails.
 *
 * @param env in addition to this process's own
 */
export function step(name: string, command: string, args: string[], env: Record<string, string> = {}): void {
  const started = performance.now();
  console.log(`\n${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) fail(name);
  console.log(`${name}: passed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

/** Ends a test run. @param reason what there is to read besides what has been printed */
export function fail(name: string, reason = ''): never {
  console.error(`${reason}\n${name}: failed`);
  process.exit(1);
}
