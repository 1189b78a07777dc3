import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
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

/** The interval between memory samples, in milliseconds. */
const interval = 200;
/** A pause is this many times as long as the sample before it: sampling a large process is slow, and delays it. */
const pauseFactor = 20;

/**
 * Runs a command and measures it.
 *
 * @param log the file for its output
 * @throws if it does not exit with 0; the message has the end of the log
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
      throw new Error(
        `${command.file} ${command.args.join(' ')} failed; ${log} ends with:\n${readFileSync(log, 'utf8').slice(-4000)}`,
      );
    return { seconds, peak };
  } finally {
    clearTimeout(timer);
    closeSync(output);
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
