import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { memoryOfTree } from './memory';

/** A command to measure. */
export interface Command {
  file: string;
  args: string[];
  cwd: string;
  /** Added to the environment of this process. */
  env: Record<string, string>;
}

export interface Measurement {
  /** Wall clock time from start to exit. */
  seconds: number;
  /** The peak memory of the command and its descendants, in bytes. */
  peak: number;
}

/** A command that failed, or left out a part. */
export class CommandError extends Error {
  override name = 'CommandError';
  /** The last line with an error. */
  readonly reason: string;

  constructor(message: string) {
    super(message);
    const lines = stripVTControlCharacters(message)
      .split('\n')
      .map((line) => line.trim())
      // Without stack traces, of JavaScript and of Node.js itself, and without what npm adds.
      .filter((line) => line !== '' && !/^(?:at |\d+: 0x|npm error)/.test(line));
    this.reason =
      lines.findLast((line) => /error|invalid|failed|memory|killed|pages for/i.test(line)) ??
      lines.at(-1) ??
      '';
  }
}

/** The interval between memory samples, in milliseconds. */
const interval = 200;
/** A pause is this many times as long as the sample before it: sampling a large process is slow, and delays it. */
const pauseFactor = 20;

/**
 * Runs a command and measures it.
 *
 * @param log the file for its output
 * @throws {CommandError} if it does not exit with 0; the message has the end of the log
 */
export async function measure(command: Command, log: string): Promise<Measurement> {
  // Flushes earlier writes to the disk before the clock starts.
  spawnSync('sync');
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', output, output],
    // In its own process group, to find and end descendants.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined) process.kill(-child.pid);
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);

  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  const sample = () => {
    if (child.pid === undefined) return;
    const before = performance.now();
    peak = Math.max(peak, memoryOfTree(child.pid));
    timer = setTimeout(sample, Math.max(interval, pauseFactor * (performance.now() - before)));
  };
  sample();
  try {
    const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('exit', done));
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0)
      throw new CommandError(
        `${command.file} ${command.args.join(' ')} failed; ${log} ends with:\n${readFileSync(log, 'utf8').slice(-4000)}`,
      );
    return { seconds, peak };
  } finally {
    clearTimeout(timer);
    closeSync(output);
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
