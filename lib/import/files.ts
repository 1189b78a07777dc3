import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { UserError } from '../util/errors';
import type { SourceFiles } from './archive';
import { normalPath } from './text';

/** Folders that never contain an author's text: anywhere, and at the root of a project. */
const skipped = /^(?:\.git|\.hg|\.svn|node_modules|__MACOSX)$/;
const skippedAtRoot =
  /^(?:\.cache|\.github|\.jekyll-cache|\.next|\.sass-cache|_site|dist|vendor|resources\/_gen)$/;

/** In bytes. An archive is read into memory. */
const maxArchiveBytes = 2 ** 31 - 1;

/**
 * Opens a source: a folder, a ZIP archive, or a single export file.
 *
 * @throws {UserError} if it does not exist, or cannot be unpacked
 */
export function openSource(path: string): SourceFiles {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats)
    throw new UserError(`${path} does not exist. Expected a folder, a ZIP archive or an export file.`);
  if (stats.isDirectory()) return folderFiles(path);
  if (/\.zip$/i.test(path)) {
    if (stats.size > maxArchiveBytes)
      throw new UserError(`${path} is larger than 2 GiB. Unpack it, and import the folder.`);
    return archiveFiles(path, readFileSync(path));
  }
  const name = path.split(sep).at(-1) ?? path;
  return filesOf(path, new Map([[name, onDisk(path)]]));
}

/** How a file is read. */
interface File {
  bytes(): Uint8Array;
  start(): Uint8Array;
}

/** In bytes. */
const startBytes = 8192;

const onDisk = (path: string): File => ({
  bytes: () => readFileSync(path),
  start() {
    const bytes = new Uint8Array(startBytes);
    const file = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  },
});

function folderFiles(root: string): SourceFiles {
  const found = new Map<string, File>();
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (skipped.test(entry.name) || skippedAtRoot.test(path)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() || isLinkWithin(root, path)) found.set(path, onDisk(join(root, path)));
    }
  };
  visit('');
  return filesOf(root, found);
}

/** Whether a symbolic link leads to a file of the source. Others could publish any file of this computer. */
function isLinkWithin(root: string, path: string): boolean {
  try {
    const real = realpathSync(join(root, path));
    return real.startsWith(realpathSync(root) + sep) && statSync(real).isFile();
  } catch {
    return false;
  }
}

function archiveFiles(path: string, bytes: Uint8Array): SourceFiles {
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name }) => !name.endsWith('/') && !name.startsWith('__MACOSX/'),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${path} cannot be unpacked: ${reason}. Download it again, or unpack it and import the folder.`,
    );
  }
  const names = Object.keys(entries);
  // Many archives have everything in one folder.
  const [top = ''] = names[0]?.split('/') ?? [];
  const prefix = names.length > 1 && names.every((name) => name.startsWith(`${top}/`)) ? `${top}/` : '';
  return filesOf(
    path,
    new Map(
      Object.entries(entries).map(([name, content]) => [
        normalPath(name.slice(prefix.length)),
        { bytes: () => content, start: () => content.subarray(0, startBytes) },
      ]),
    ),
  );
}

function filesOf(root: string, files: ReadonlyMap<string, File>): SourceFiles {
  const list = [...files.keys()].sort();
  const file = (path: string) => {
    const found = files.get(path);
    if (!found) throw new UserError(`${root} has no file ${path}.`);
    return found;
  };
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return {
    root,
    list: () => list,
    has: (path) => files.has(path),
    bytes: (path) => file(path).bytes(),
    text: (path) => decode(file(path).bytes()),
    start: (path) => decode(file(path).start()),
  };
}
