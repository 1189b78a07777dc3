import { resolve } from 'node:path';
import { UserError } from '../util/errors';
import { git } from './git';
import type { Base } from './index';
import { engineBlobs, isOwnerFile } from './owner-files';
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
  const common = source.commit === undefined ? '' : commonCommit(folder, source);
  if (!common)
    throw new UserError(
      'There is no engine.json, and no history in common with the new version, so your changes cannot be told from ours. Name the version that you started from: --from SOURCE',
    );
  return { from: common.slice(0, 7), files: blobsOf(source.folder, common), repositories };
}

function commonCommit(folder: string, source: EngineSource): string {
  // Into the copy, so that nothing is added to the owner's repository.
  git(source.folder, 'fetch', '--quiet', resolve(folder), 'HEAD', { orEmpty: true });
  return git(source.folder, 'merge-base', 'FETCH_HEAD', 'HEAD', { orEmpty: true }).trim();
}

function blobsOf(repository: string, commit: string): Record<string, string> {
  const list = git(repository, 'ls-tree', '-r', '-z', commit).split('\0').filter(Boolean);
  return Object.fromEntries(
    list.flatMap((line) => {
      const [, id = '', path = ''] = /^\d+ blob (\w+)\t([\s\S]*)$/.exec(line) ?? [];
      return path === '' || isOwnerFile(path) ? [] : [[path, id]];
    }),
  );
}
