import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { workDir } from '../cache/paths';

/** The file of a command that a dependency installs. */
export function cliOf(packageName: string, command: string): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${packageName}/package.json`);
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(dirname(manifest), file);
}

/** A program that a command relies on has failed; `output` is what it printed. */
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
 * Runs one of our dependencies' commands to its end, keeping what it prints for the error. It ends
 * together with this process.
 *
 * @throws {CommandError} where it exits with another code than 0
 */
export function run(
  file: string,
  args: string[],
  options: { env?: Record<string, string> } = {},
): Promise<void> {
  return new Promise((done, reject) => {
    // `scripts/run.js` has put it there.
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
