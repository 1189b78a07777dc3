import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { workDir } from '../cache/paths';

/** The path of the file of a command that a package provides. @throws {Error} if it has no such command */
export function cliOf(packageName: string, command: string): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(dirname(manifest), file);
}

/** A child process has failed. `output` is what it printed. */
export class CommandError extends Error {
  override name = 'CommandError';
  constructor(
    readonly command: string,
    readonly output: string,
  ) {
    super(`${command} failed:\n${output}`);
  }
}

/**
 * Runs a command of a dependency and waits for it. Its output is captured for the error. It ends
 * when this process ends.
 *
 * @param file the module to run, from `cliOf`
 * @throws {CommandError} if the exit code is not 0
 */
export function run(
  file: string,
  args: string[],
  options: { env?: Record<string, string> } = {},
): Promise<void> {
  return new Promise((done, reject) => {
    // Written by `scripts/run.js`.
    const child = fork(resolve(workDir, 'commands/child.js'), [file, ...args], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) done();
      else
        reject(
          new CommandError(
            args.length > 0 ? `${file} ${args.join(' ')}` : file,
            Buffer.concat(output).toString(),
          ),
        );
    });
  });
}
