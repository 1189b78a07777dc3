import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { type FileState, fileSystemTime, isSettled, isUnchanged, stateOf } from '../cache/file-state';
import { siteDir, siteStatesFile } from '../cache/paths';

/** The states of the files in the site's folder, by path. */
export type SiteStates = ReadonlyMap<string, FileState>;

/** Reads the states that the last build recorded. */
export const readSiteStates = async (): Promise<SiteStates> =>
  (await readChecksummed<SiteStates>(siteStatesFile)) ?? new Map();

/** Finds the files in the site's folder that are missing, or have another state than the last build recorded. */
export async function findTouchedFiles(): Promise<string[]> {
  const touched: string[] = [];
  for (const [path, before] of await readSiteStates()) {
    const state = currentState(path);
    if (!state || !isUnchanged(before, state)) touched.push(path);
  }
  return touched;
}

/**
 * Records the states of the files in the site's folder for the next build.
 *
 * @param before the states that the last build recorded
 * @param touched files that may have another state now
 */
export async function writeSiteStates(
  files: readonly { path: string }[],
  before: SiteStates,
  touched: ReadonlySet<string>,
): Promise<void> {
  const now = fileSystemTime();
  const states = new Map<string, FileState>();
  for (const { path } of files) {
    const state = (!touched.has(path) && before.get(path)) || currentState(path);
    if (state && isSettled(state, now)) states.set(path, state);
  }
  await writeChecksummed(siteStatesFile, states);
}

function currentState(path: string): FileState | undefined {
  const stats = lstatSync(join(siteDir, path), { throwIfNoEntry: false });
  return stats?.isFile() ? stateOf(stats) : undefined;
}
