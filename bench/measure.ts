import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { memoryOfTree } from './memory';

/** A command as a user would type it. */
export interface Command {
  file: string;
  args: string[];
  cwd: string;
  /** In place of, or besides, what this process has. */
  env: Record<string, string>;
}

export interface Measurement {
  /** From start to exit, on the wall clock. */
  seconds: number;
  /** The most that the command and its descendants held at once, in bytes. */
  peak: number;
}

/** Milliseconds from one look at the memory to the next. */
const interval = 200;
/** Looking at much memory takes long, and holds up the one that is looked at: at most 1 part in this many. */
const restAfterLook = 20;

/**
 * Runs a command to its end.
 *
 * @param log the file that is to hold what it prints
 * @throws where it exits with another code than 0; the message has the end of the log
 */
export async function measure(command: Command, log: string): Promise<Measurement> {
  // What others have written is on the disk before the clock starts, not while it runs.
  spawnSync('sync');
  const output = openSync(log, 'w');
  const started = performance.now();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', output, output],
    // Leads a group of its own, by which descendants are found and ended.
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined) process.kill(-child.pid);
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);

  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    if (child.pid === undefined) return;
    const before = performance.now();
    peak = Math.max(peak, memoryOfTree(child.pid));
    timer = setTimeout(look, Math.max(interval, restAfterLook * (performance.now() - before)));
  };
  look();
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
