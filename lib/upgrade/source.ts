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
import { isWithin } from '../util/files';
import { git } from './git';
import { engineVersion } from './record';

/** A version of the engine, as a folder. */
export interface EngineSource {
  folder: string;
  /** For messages, such as `0.2.0 (3f2a1bc)`. */
  label: string;
  version: string;
  /** The commit, if the folder is a git repository. */
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
  const at = existsSync(source) ? -1 : source.indexOf('#');
  const place = at < 0 ? source : source.slice(0, at);
  const ref = at < 0 ? undefined : source.slice(at + 1);
  const file = statSync(place, { throwIfNoEntry: false });
  const isBare = existsSync(join(place, 'objects')) && existsSync(join(place, 'HEAD'));
  if (file?.isDirectory() && !isBare && ref === undefined) return sourceIn(resolve(place), source, () => {});
  if (!file && /^(?:[a-z]:[\\/]|[./~])/i.test(place))
    throw new UserError(
      `${place} does not exist. Expected a folder, an archive, or the address of a git repository`,
    );
  const temporary = mkdtempSync(join(tmpdir(), 'letterpress-upgrade-'));
  const close = () => rmSync(temporary, { recursive: true, force: true });
  try {
    if (file?.isFile() && /\.zip$/i.test(place)) extractZip(place, temporary);
    else if (file?.isFile()) extractTar(place, temporary);
    else clone(place, ref, temporary);
    return sourceIn(rootIn(temporary), source, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** @param name how the owner has named the source */
function sourceIn(folder: string, name: string, close: () => void): EngineSource {
  const version = engineVersion(folder, name);
  const commit = existsSync(join(folder, '.git'))
    ? git(folder, ['rev-parse', 'HEAD'], { orEmpty: true }).trim()
    : '';
  if (!commit) return { folder, version, label: version, close };
  return { folder, version, label: `${version} (${commit.slice(0, 7)})`, commit, close };
}

/** Archives often have everything in one folder. */
function rootIn(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const inside = readdirSync(folder).find((name) => existsSync(join(folder, name, 'package.json')));
  return inside === undefined ? folder : join(folder, inside);
}

function extractTar(archive: string, folder: string): void {
  const { status, error, stderr } = spawnSync('tar', ['-xf', resolve(archive), '-C', folder], {
    encoding: 'utf8',
  });
  if (error) throw new UserError('tar is not installed. Extract the archive, and name its folder instead');
  if (status !== 0) throw new UserError(`${archive}: not an archive that tar can read\n${stderr.trim()}`);
}

function extractZip(archive: string, folder: string): void {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(readFileSync(archive));
  } catch {
    throw new UserError(`${archive}: not a ZIP archive, or damaged`);
  }
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith('/')) continue;
    const file = resolve(folder, path);
    if (!isWithin(file, folder)) throw new UserError(`${archive}: contains a path outside of it, ${path}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Clones a repository with its history, which has the versions that owners started from. */
function clone(address: string, ref: string | undefined, folder: string): void {
  git('.', ['clone', '--quiet', '--', address, folder]);
  // Git sorts prereleases above releases.
  const newest = git(folder, ['tag', '--list', '--sort=-version:refname'])
    .split('\n')
    .find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  const wanted = ref || newest;
  if (wanted === undefined) return;
  const commit = [wanted, `origin/${wanted}`]
    .map((name) =>
      git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], {
        orEmpty: true,
      }).trim(),
    )
    .find(Boolean);
  if (!commit) throw new UserError(`${address} has no tag, branch or commit ${wanted}`);
  git(folder, ['checkout', '--quiet', '--detach', commit]);
}
