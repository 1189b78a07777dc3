import { spawnSync } from 'node:child_process';
import { UserError } from '../util/errors';

/** Whether git is installed. */
export const hasGit = (): boolean => spawnSync('git', ['--version']).status === 0;

/**
 * @param options.isDryRun allow uncommitted changes
 * @throws {UserError} unless git is installed and the folder is in a repository without uncommitted changes
 */
export function requireCleanRepository(folder: string, { isDryRun }: { isDryRun: boolean }): void {
  if (!hasGit())
    throw new UserError('npm run upgrade merges with git, which is not installed. Install git first.');
  // Fails with git's own message, for example where git does not trust the folder.
  const isRepository = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: folder, encoding: 'utf8' });
  if (isRepository.status !== 0 && !/not a git repository/.test(isRepository.stderr))
    throw new UserError(`git: ${isRepository.stderr.trim()}`);
  if (git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'], { orEmpty: true }) === '')
    throw new UserError(
      'Nothing is committed here, so an upgrade could not be undone. Commit your files first: git init && git add --all && git commit -m "Before the upgrade"',
    );
  const changes = git(folder, ['status', '--porcelain', '--', '.']).trimEnd();
  if (changes !== '' && !isDryRun)
    throw new UserError(
      `There are uncommitted changes, which would be mixed with those of the upgrade. Commit or stash them first:\n${changes}`,
    );
}

/**
 * Runs git.
 *
 * @param options.orEmpty return an empty string if it fails
 * @returns its output
 * @throws {UserError} if it fails, with what it printed
 */
export function git(folder: string, args: string[], { orEmpty = false } = {}): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Git must not prompt for a password.
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
  if (status === 0) return stdout;
  if (orEmpty) return '';
  throw new UserError(error ? 'git is not installed' : `git ${args[0]}: ${stderr.trim()}`);
}

/** The content of a blob. @returns `undefined` if the repository does not have it */
export function blobContent(folder: string, id: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['cat-file', 'blob', id], { cwd: folder, maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}
