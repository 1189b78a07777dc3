import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { UserError } from '../util/errors';
import { git, hasGit } from './git';
import { engineVersion } from './record';

/** A version of the engine, as a folder. */
export interface EngineSource {
  folder: string;
  /** For messages, such as `0.2.0 (3f2a1bc)`. */
  label: string;
  version: string;
  /** The commit, if the source is a git repository. */
  commit?: string;
  /** Deletes what was downloaded or extracted. */
  close(): void;
}

/**
 * Opens a version of the engine.
 *
 * @param source a folder, a `.zip`, `.tar.gz` or `.tgz` archive, or the address of a git repository, with
 *   `#` and a tag, branch or commit if it is not the newest version
 * @throws {UserError} if there is none
 */
export function openSource(source: string): EngineSource {
  const [place = '', ref] = source.split('#', 2);
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder && ref === undefined) return sourceIn(resolve(place), () => {});
  if (/^[a-z]:?[\\/.]|^[./~]/i.test(place) && !existsSync(place))
    throw new UserError(
      `${place} does not exist. Expected a folder, an archive, or the address of a git repository`,
    );
  const temporary = mkdtempSync(join(tmpdir(), 'letterpress-upgrade-'));
  const close = () => rmSync(temporary, { recursive: true, force: true });
  try {
    if (existsSync(place) && !isFolder) extract(place, temporary);
    else clone(place, ref, temporary);
    return sourceIn(rootIn(temporary), close);
  } catch (error) {
    close();
    throw error;
  }
}

function sourceIn(folder: string, close: () => void): EngineSource {
  const version = engineVersion(folder);
  const commit =
    existsSync(join(folder, '.git')) && hasGit() ? git(folder, 'rev-parse', 'HEAD').trim() : undefined;
  return { folder, version, label: commit ? `${version} (${commit.slice(0, 7)})` : version, commit, close };
}

/** Archives often have everything in one folder. */
function rootIn(folder: string): string {
  const names = readdirSync(folder);
  const [only] = names;
  return names.length === 1 && only && only !== '.git' && !existsSync(join(folder, 'package.json'))
    ? join(folder, only)
    : folder;
}

function extract(archive: string, folder: string): void {
  if (/\.zip$/i.test(archive)) {
    let files: Record<string, Uint8Array>;
    try {
      files = unzipSync(readFileSync(archive));
    } catch {
      throw new UserError(`${archive}: not a ZIP archive, or damaged`);
    }
    for (const [path, content] of Object.entries(files)) {
      const file = resolve(folder, path);
      if (path.endsWith('/') || !file.startsWith(resolve(folder))) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return;
  }
  const { status, error, stderr } = spawnSync('tar', ['-xf', resolve(archive), '-C', folder], {
    encoding: 'utf8',
  });
  if (error) throw new UserError('tar is not installed. Extract the archive, and name its folder instead');
  if (status !== 0) throw new UserError(`${archive}: not an archive that tar can read\n${stderr.trim()}`);
}

/** Clones a repository with its history, which has the versions that owners started from. */
function clone(address: string, ref: string | undefined, folder: string): void {
  git('.', 'clone', '--quiet', '--', address, folder);
  const newest = () =>
    git(folder, 'tag', '--list', 'v[0-9]*', '--sort=-version:refname').split('\n', 1)[0] || undefined;
  const wanted = ref ?? newest();
  if (wanted === undefined) return;
  const commits = [wanted, `origin/${wanted}`].map((name) =>
    git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`, {
      orEmpty: true,
    }).trim(),
  );
  const commit = commits.find(Boolean);
  if (!commit) throw new UserError(`${address} has no tag, branch or commit ${wanted}`);
  git(folder, 'checkout', '--quiet', '--detach', commit);
}
