import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '../util/errors';
import { git } from './git';
import type { Base } from './index';
import { blobsOfCommit, engineBlobs } from './owner-files';
import { readRecord } from './record';
import { type EngineSource, openSource } from './source';

/**
 * Finds the version of the engine that an owner's repository started from: as recorded in `engine.json`, as named
 * by the owner, or the last commit that the repository has in common with the source.
 *
 * @param named a source as for `openSource`, if the owner names one
 * @throws {UserError} if there is none of these
 */
export function findBase(folder: string, source: EngineSource, named?: string): Base & { from: string } {
  const repositories = [folder, source.folder];
  if (named !== undefined) {
    const start = openSource(named);
    process.once('exit', start.close);
    return {
      from: start.label,
      files: engineBlobs(start.folder),
      repositories: [...repositories, start.folder],
    };
  }
  const record = readRecord(folder);
  if (record) return { from: record.version, files: record.files, repositories };
  const common = source.commit === undefined ? undefined : commonCommit(folder, source.folder);
  if (!common)
    throw new UserError(
      'There is no engine.json, and no history in common with the new version, so your changes cannot be distinguished from those of Letterpress. Name the version that you started from: --from SOURCE',
    );
  return { from: common.slice(0, 7), files: blobsOfCommit(folder, common), repositories };
}

/** The last commit that two repositories have in common, in the first of them. */
function commonCommit(folder: string, other: string): string | undefined {
  // In a copy, so that neither repository changes.
  const copy = mkdtempSync(join(tmpdir(), 'letterpress-history-'));
  try {
    git('.', ['clone', '--quiet', '--bare', '--no-tags', '--', resolve(folder), copy]);
    git(copy, ['fetch', '--quiet', resolve(other), 'HEAD']);
    return git(copy, ['merge-base', 'FETCH_HEAD', 'HEAD'], { orEmpty: true }).trim() || undefined;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
