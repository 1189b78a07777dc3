import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import type { ContentFolder } from './content-folder';
import { DeskError } from './errors';

const run = promisify(execFile);

/** Runs git in the content folder. It never asks for anything. @throws {DeskError} with what git has printed */
async function git(folder: ContentFolder, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['--literal-pathspecs', ...args], {
      cwd: folder.root,
      maxBuffer: 2 ** 26,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true' },
    });
    return stdout;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new DeskError(`git: ${(stderr || message).trim()}`);
  }
}

/** The document, and the files in its own folder or the images that it shows. */
function pathsOf(folder: ContentFolder, path: string, images: readonly string[]): string[] {
  if (posix.basename(path) === 'index.md') return [posix.dirname(path)];
  const beside = images.map((image) => posix.join(posix.dirname(path), image));
  return [path, ...beside.filter((each) => !each.startsWith('..') && folder.has(each))];
}

/** Whether the content is in a git repository. */
export const isInGit = (folder: ContentFolder): Promise<boolean> =>
  git(folder, ['rev-parse', '--is-inside-work-tree']).then(
    (printed) => printed.trim() === 'true',
    () => false,
  );

/**
 * Commits a document with its images, and nothing else, whatever is staged. Never pushes.
 *
 * @param images the relative URLs of its images
 * @returns what git has printed
 * @throws {DeskError} if there is nothing to commit, or git refuses
 */
export async function commit(
  folder: ContentFolder,
  path: string,
  images: readonly string[],
  message: string,
): Promise<string> {
  folder.find(path);
  const paths = pathsOf(folder, path, images);
  await git(folder, ['add', '--', ...paths]);
  const printed = await git(folder, ['commit', `--message=${message}`, '--only', '--', ...paths]);
  return printed.split('\n', 1)[0] ?? '';
}
