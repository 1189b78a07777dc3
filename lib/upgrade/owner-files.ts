import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files and folders of the owner, relative to the project. Everything else is the engine's. */
const ownerFiles = [
  '.env',
  '.github/workflows/publish.yml',
  'content',
  'engine.json',
  'extensions',
  'public',
  'site.config.ts',
  'theme.config.ts',
];

/** Whether a file is the owner's, so that an upgrade does not touch it. @param path relative to the project */
export const isOwnerFile = (path: string): boolean =>
  ownerFiles.some((own) => path === own || path.startsWith(`${own}/`));

/** Folders that commands make, where there is no git to say so. */
const generated = new Set([
  '.contentlayer',
  '.git',
  '.letterpress',
  '.next',
  'node_modules',
  'out',
  'shards',
  'test-results',
]);

/** The files of the engine in a folder, relative to it: those that git knows, or all that are not generated. */
export function engineFiles(folder: string): string[] {
  return (filesInGit(folder) ?? filesIn(folder)).filter(
    (path) => !isOwnerFile(path) && existsSync(join(folder, path)),
  );
}

function filesInGit(folder: string): string[] | undefined {
  if (!existsSync(join(folder, '.git'))) return undefined;
  try {
    const list = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return list.split('\0').filter(Boolean);
  } catch {
    // Git is not installed, or does not trust the folder.
    return undefined;
  }
}

function filesIn(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    if (entry.isDirectory())
      return prefix === '' && generated.has(entry.name) ? [] : filesIn(folder, `${path}/`);
    return entry.isFile() && path !== 'next-env.d.ts' ? path : [];
  });
}

/** The ID that git gives to the content of a file (`git hash-object`). */
export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** The blob IDs of the files of the engine in a folder. */
export function engineBlobs(folder: string): Record<string, string> {
  return Object.fromEntries(
    engineFiles(folder)
      .sort()
      .map((path) => [path, blobId(readFileSync(join(folder, path)))]),
  );
}
