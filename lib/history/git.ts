import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs git in a folder. */
async function git(
  folder: string,
  args: string[],
  input?: string,
): Promise<{ succeeded: boolean; output: Buffer; error: string }> {
  // A user's configuration could escape names, or leave out the first commit.
  const settings = ['-c', 'core.quotepath=false', '-c', 'log.showRoot=true'];
  const child = spawn('git', ['-C', folder, ...settings, ...args], { stdio: 'pipe' });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const chunks: Buffer[] = [];
  let error = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    error += String(chunk);
  });
  const [code] = await once(child, 'close').catch(() => [1]);
  return { succeeded: code === 0, output: Buffer.concat(chunks), error };
}

/** Whether the files of a folder are in git with their whole history, or why they are not. */
export type GitState = 'whole' | 'shallow' | 'untrusted' | 'none';

/** Finds out whether the files of a folder are in git. */
export async function gitState(folder: string): Promise<GitState> {
  const tracked = await git(folder, ['ls-files', '-z', '--', '.']);
  if (/dubious ownership/.test(tracked.error)) return 'untrusted';
  if (!tracked.succeeded || tracked.output.length === 0) return 'none';
  const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
  return shallow.output.toString().trim() === 'true' ? 'shallow' : 'whole';
}

/** A change of a file in a commit. */
interface FileChange {
  status: string;
  blob: string;
  /** The path before a rename; otherwise the same as `to`. */
  from: string;
  to: string;
}

/** Starts a commit in the output of `git log --format=%H`. */
const commitHash = /^[\da-f]{40,64}/;

/** The changes of each commit that was published: those of the first parent, the newest first. */
async function changesOf(folder: string): Promise<FileChange[][]> {
  const options = ['--raw', '--no-abbrev', '-z', '-M', '--relative', '--format=%H'];
  const { output } = await git(folder, ['log', '--first-parent', '-m', ...options, '--', '.']);
  const commits: FileChange[][] = [];
  const tokens = output.toString('utf8').split('\0');
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    if (commitHash.test(token)) commits.push([]);
    const [, blob, status] = /^:\d+ \d+ [\da-f]+ ([\da-f]+) ([A-Z])\d*$/m.exec(token) ?? [];
    if (!blob || !status) continue;
    const from = tokens[++at] ?? '';
    const to = status === 'R' || status === 'C' ? (tokens[++at] ?? '') : from;
    commits.at(-1)?.push({ status, blob, from, to });
  }
  return commits;
}

/**
 * Finds all committed versions of files, also under their earlier names.
 *
 * @returns the names of the blobs of each file, the oldest first
 */
async function blobsOf(folder: string, paths: readonly string[]): Promise<Map<string, string[]>> {
  const blobs = new Map<string, string[]>(paths.map((path) => [path, []]));
  /** The path now, by the path at the time of a commit. */
  let current = new Map(paths.map((path) => [path, path]));
  for (const changes of await changesOf(folder)) {
    const earlier = new Map(current);
    for (const { status, blob, to } of changes) {
      const path = current.get(to);
      if (path === undefined) continue;
      if (status !== 'D') blobs.get(path)?.unshift(blob);
      // Before it was added, another file may have had its name.
      if (status === 'A' || status === 'C' || status === 'R') earlier.delete(to);
    }
    for (const { status, from, to } of changes) {
      const path = current.get(to);
      if (status === 'R' && path !== undefined) earlier.set(from, path);
    }
    current = earlier;
  }
  return blobs;
}

/**
 * Reads all committed versions of files.
 *
 * @param folder a folder in a git repository
 * @param paths relative to the folder
 * @returns the versions of each file, the oldest first
 */
export async function committedVersions(
  folder: string,
  paths: readonly string[],
): Promise<Map<string, Buffer[]>> {
  const blobs = await blobsOf(folder, paths);
  const names = [...new Set([...blobs.values()].flat())];
  const contents = new Map<string, Buffer>();
  const { output } =
    names.length > 0
      ? await git(folder, ['cat-file', '--batch'], `${names.join('\n')}\n`)
      : { output: Buffer.of() };
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const [, name, size] = /^([\da-f]+) blob (\d+)$/.exec(output.subarray(at, end).toString()) ?? [];
    at = end + 1;
    if (name === undefined) continue;
    contents.set(name, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return new Map([...blobs].map(([path, own]) => [path, own.flatMap((name) => contents.get(name) ?? [])]));
}

/** A file that is not as it was in a commit. */
export interface ChangedFile {
  /** Relative to the folder. */
  path: string;
  /** Its path in the commit, if it was renamed; otherwise the same. */
  from: string;
  /** Its content in the commit; `undefined` if it is new. */
  before: Buffer | undefined;
}

/**
 * Finds the files of a folder that have changed since a commit, also those that are not committed.
 *
 * @returns the files in the order of their paths; `undefined` if there is no such commit
 */
export async function changedSince(folder: string, base: string): Promise<ChangedFile[] | undefined> {
  const commit = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${base}^{commit}`,
  ]);
  if (!commit.succeeded) return undefined;
  const hash = commit.output.toString().trim();
  const diff = await git(folder, ['diff', '--name-status', '-z', '-M', '--relative', hash, '--', '.']);
  const untracked = await git(folder, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  const tokens = diff.output.toString('utf8').split('\0');
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < tokens.length; at++) {
    const status = tokens[at] ?? '';
    const from = tokens[++at] ?? '';
    const path = /^[RC]/.test(status) ? (tokens[++at] ?? '') : from;
    const old = status === 'A' ? undefined : await git(folder, ['show', `${hash}:./${from}`]);
    files.push({ path, from, before: old?.succeeded ? old.output : undefined });
  }
  for (const path of untracked.output.toString('utf8').split('\0'))
    if (path) files.push({ path, from: path, before: undefined });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
