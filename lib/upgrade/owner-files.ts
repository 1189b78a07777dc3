import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git';

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

/** What commands make, where there is no git to say so. */
const generated =
  /^(?:\.contentlayer|\.git|\.letterpress|\.next|node_modules|out|playwright-report|shards|test-results|import-(?:report|proof)\..*|next-env\.d\.ts)$/;

/** The files of the engine in a folder, relative to it: those that git knows, or all that are not generated. */
export function engineFiles(folder: string): string[] {
  const listed = git(folder, ['ls-files', '-z'], { orEmpty: true }).split('\0').filter(Boolean);
  return (listed.length > 0 ? listed : filesIn(folder)).filter(
    // Symbolic links and submodules are nobody's to merge.
    (path) => !isOwnerFile(path) && lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile(),
  );
}

function filesIn(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    if (prefix === '' && generated.test(entry.name)) return [];
    const path = prefix + entry.name;
    return entry.isDirectory() ? filesIn(folder, `${path}/`) : path;
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

/** The blob IDs of the files of the engine in a commit; none if there is no such commit. */
export function blobsOfCommit(folder: string, commit: string): Record<string, string> {
  const list = git(folder, ['ls-tree', '-r', '-z', commit], { orEmpty: true }).split('\0').filter(Boolean);
  return Object.fromEntries(
    list.flatMap((line) => {
      const [, id = '', path = ''] = /^100\d+ blob (\w+)\t([\s\S]*)$/.exec(line) ?? [];
      return path === '' || isOwnerFile(path) ? [] : [[path, id]];
    }),
  );
}
