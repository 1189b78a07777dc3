import { spawnSync } from 'node:child_process';
import { UserError } from '../util/errors';

/** Whether git is installed. */
export const hasGit = (): boolean => spawnSync('git', ['--version']).status === 0;

/** @throws {UserError} unless git is installed and the folder is a repository without uncommitted changes */
export function requireCleanRepository(folder: string): void {
  if (!hasGit())
    throw new UserError('npm run upgrade merges with git, which is not installed. Install git first.');
  if (spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd: folder }).status !== 0)
    throw new UserError(
      'Nothing is committed here, so an upgrade could not be undone. Commit your files first: git init && git add --all && git commit -m "Before the upgrade"',
    );
  const changes = git(folder, 'status', '--porcelain').trim();
  if (changes !== '')
    throw new UserError(
      `There are uncommitted changes, which an upgrade could mix with its own. Commit or stash them first:\n${changes}`,
    );
}

interface GitOptions {
  /** Return an empty string instead of throwing. */
  orEmpty?: boolean;
}

/**
 * Runs git.
 *
 * @returns its output
 * @throws {UserError} if it fails, with what it printed
 */
export function git(folder: string, ...args: (string | GitOptions)[]): string {
  const words = args.filter((arg) => typeof arg === 'string');
  const { orEmpty } = args.find((arg): arg is GitOptions => typeof arg !== 'string') ?? {};
  const { status, stdout, stderr, error } = spawnSync('git', words, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Git asks for no password.
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
  if (status === 0) return stdout;
  if (orEmpty) return '';
  throw new UserError(error ? 'git is not installed' : `git ${words[0]}: ${stderr.trim()}`);
}

/** The content of a blob. @returns `undefined` if the repository does not have it */
export function blobContent(folder: string, id: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['cat-file', 'blob', id], { cwd: folder, maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}
