import { type Stats, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workDir } from './paths';

/**
 * What a file system records about a file: its size, when its content and its metadata last changed, in
 * milliseconds since the epoch, and its inode. Whatever writes to a file changes one of these.
 * `docs/decisions/incremental-builds.md` has the exceptions.
 */
export type FileState = readonly [bytes: number, modified: number, changed: number, inode: number];

export const stateOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): FileState => [size, mtimeMs, ctimeMs, ino];

/** Whether a file is as it was. @param before its recorded state; without one, it is not */
export const isUnchanged = (before: FileState | undefined, now: FileState) =>
  before?.every((value, at) => value === now[at]) ?? false;

/** The resolution of times, in milliseconds: a tick of the system's clock, or that of old file systems. */
const TICK_MS = 20;
const COARSE_TICK_MS = 2_000;

/**
 * Whether a file that changes again gets another state. A file that was written within the current tick may
 * change once more without another time, so its state must not be recorded. (Git calls such files "racily
 * clean": gitformat-index, racy-git.)
 *
 * @param now the time of the file system when the state was read, from `fileSystemTime`
 */
export function isSettled([, modified, changed]: FileState, now: number): boolean {
  const isCoarse = modified % 1000 === 0 && changed % 1000 === 0;
  return Math.max(modified, changed) < now - (isCoarse ? COARSE_TICK_MS : TICK_MS);
}

/** The current time by the clock of the file system, which may be another machine's. */
export function fileSystemTime(): number {
  const probe = join(workDir, 'clock');
  writeFileSync(probe, '');
  return statSync(probe).mtimeMs;
}
