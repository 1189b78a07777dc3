import { realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { conflictOf, isHiddenName, nameKey, twinsAmong, windowsWarning } from '../util/names';
import type { ContentError } from './errors';
import { type DocumentTypeName, folders } from './model';
import { type Refusal, realPathIn, sameName, unreadable } from './publishable';

/** The file of a document: its path, and the name from which its slug or ID is derived. */
export interface ContentFile {
  type: DocumentTypeName;
  /** Relative to the content directory, with `/`, as it is on disk. */
  path: string;
  /** In Unicode NFC. */
  name: string;
}

/** The documents in a content directory. */
export interface Listing {
  files: ContentFile[];
  errors: ContentError[];
  warnings: ContentError[];
  /** Documents that exist but cannot be read. Links to them are not broken. */
  unreadable: ContentFile[];
  /** Types whose folder cannot be read. */
  closed: ReadonlySet<DocumentTypeName>;
}

/**
 * Lists the documents of a publication: `<folder>/<name>.md`, or `<folder>/<name>/index.md`
 * next to its images. Posts can be in subfolders. A missing document folder counts as empty.
 *
 * @param contentDir absolute path
 * @param displayPath converts a path relative to the content directory to the path for messages
 * @returns the documents, and errors and warnings about files
 * @throws {NodeJS.ErrnoException} if the content directory does not exist
 */
export async function listContent(
  contentDir: string,
  displayPath: (path: string) => string,
): Promise<Listing> {
  const files: ContentFile[] = [];
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  const unreadableFiles: ContentFile[] = [];
  const closed = new Set<DocumentTypeName>();
  const report = (path: string, message: string, fix: string) =>
    errors.push({ file: displayPath(path), line: 1, column: 1, message, fix });
  const refuse = (path: string, { problem, fix }: Refusal) => report(path, `this ${problem}`, fix);
  const root = realpathSync.native(contentDir);
  const list = async (path: string): Promise<DirectoryEntry[] | undefined> => {
    try {
      const entries = await readdir(join(root, path), { withFileTypes: true });
      const visibleEntries = entries.filter(({ name }) => !isHiddenName(name));
      for (const { name } of path === '' ? [] : visibleEntries) {
        const warning = windowsWarning(name);
        if (warning)
          warnings.push({ file: displayPath(posix.join(path, name)), line: 1, column: 1, ...warning });
      }
      return visibleEntries
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry) => ({
          name: entry.name,
          isLink: entry.isSymbolicLink(),
          kind: entry.isSymbolicLink()
            ? kindOfLink(root, posix.join(path, entry.name))
            : entry.isDirectory()
              ? 'folder'
              : 'file',
        }));
    } catch (error) {
      refuse(path, unreadable((error as NodeJS.ErrnoException).code ?? 'unknown error'));
      return undefined;
    }
  };
  const topLevel = await list('');
  for (const [type, folder] of Object.entries(folders) as [DocumentTypeName, string][]) {
    const kind = topLevel?.find(({ name }) => name === folder)?.kind;
    if (typeof kind === 'object') refuse(folder, kind);
    else if (kind === 'file')
      report(
        folder,
        'this is a file; expected a folder of documents',
        'move the file, and create a folder with that name',
      );
    const listed = kind === 'folder' ? await list(folder) : [];
    if (!topLevel || !listed || typeof kind === 'object') closed.add(type);
    await listEntries(type, folder, listed ?? []);
  }
  for (const entry of topLevel ?? []) if (!isDocumentFolder(entry.name)) await reportOutside(entry);
  return { files, errors, warnings, unreadable: unreadableFiles, closed };

  /** Reports documents outside of the folders for them. */
  async function reportOutside({ name, kind, isLink }: DirectoryEntry) {
    const all = Object.values(folders).map((folder) => `${folder}/`);
    const expected = `expected ${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
    // In another case, or without the plural.
    const near = Object.values(folders).find((folder) =>
      [folder, folder.replace(/s$/, '')].includes(name.toLowerCase()),
    );
    const warn = (path: string, message: string, fix: string) =>
      warnings.push({ file: displayPath(path), line: 1, column: 1, message, fix });
    if (kind === 'file' && isMarkdown(name))
      warn(
        name,
        `this file is not published, because it is in no folder of documents; ${expected}`,
        `move it to ${folders.Post}/`,
      );
    else if (
      kind === 'folder' &&
      !isLink &&
      (await markdownFilesIn(name, (await list(name)) ?? [])).length > 0
    ) {
      const message = `the files in this folder are not published; ${expected}`;
      if (near) report(name, message, `rename it to ${near}/`);
      else warn(name, message, `move them to ${folders.Post}/, or out of the content folder`);
    }
  }

  /** Adds the documents in a folder. */
  async function listEntries(type: DocumentTypeName, folder: string, entries: readonly DirectoryEntry[]) {
    const twins = new Map(twinsAmong(entries.map(({ name }) => name)).map(([first, twin]) => [twin, first]));
    for (const entry of entries) {
      const { name } = entry;
      const path = `${folder}/${name}`;
      const twin = twins.get(name);
      if (twin !== undefined && (entry.kind === 'folder' || isMarkdown(name)))
        refuse(path, sameName(twin, name));
      else if (entry.kind === 'folder') await listFolder(type, folder, entry);
      else listFile(type, path, entry);
    }
  }

  /** Adds a document that is a single file, or reports why the file is not one. */
  function listFile(type: DocumentTypeName, path: string, { name, kind }: DirectoryEntry) {
    const document = { type, path, name: nameKey(name.replace(/\.md$/, '')) };
    if (typeof kind === 'object') {
      refuse(path, kind);
      unreadableFiles.push(document);
    } else if (isConflict(name)) reportConflict(path, name);
    else if (name.endsWith('.md')) files.push(document);
    else if (isMarkdown(name))
      report(
        path,
        'this file would be ignored; expected a name that ends in .md',
        `rename it to ${name.replace(/\.\w+$/, '.md')}`,
      );
  }

  /**
   * Adds a document that is a folder with an `index.md`, and reports other Markdown files in the folder.
   * A folder of posts without one, such as `2019/`, only groups them.
   */
  async function listFolder(
    type: DocumentTypeName,
    folder: string,
    { name, isLink }: Pick<DirectoryEntry, 'name' | 'isLink'>,
  ) {
    const path = `${folder}/${name}`;
    const document = { type, path: `${path}/index.md`, name: nameKey(name) };
    const entries = await list(path);
    const index = entries?.find((entry) => entry.name === 'index.md');
    if (entries && !index && !isLink && type === 'Post') {
      await listEntries(type, path, entries);
      return;
    }
    if (!entries) unreadableFiles.push(document);
    else if (typeof index?.kind === 'object') {
      refuse(document.path, index.kind);
      unreadableFiles.push(document);
    } else if (index) files.push(document);
    for (const markdownFile of await markdownFilesIn(path, entries ?? [])) {
      const fileName = posix.basename(markdownFile);
      if (isConflict(fileName)) reportConflict(markdownFile, fileName);
      else if (markdownFile !== document.path)
        report(
          markdownFile,
          `this file would be ignored; expected ${folder}/<name>.md or ${folder}/<name>/index.md`,
          index ? `move it to ${folder}/, or delete it` : `move it to ${folder}/, or rename it to index.md`,
        );
    }
  }

  function reportConflict(path: string, name: string) {
    const { by, of } = conflictOf(name) ?? { by: '', of: '' };
    report(
      path,
      `this file is a conflict copy: ${by} created it because ${of} was changed in two places at once; expected one file per document`,
      `copy what you want to keep into ${of}, then delete this file`,
    );
  }

  /** Lists the Markdown files in a folder and below. Does not follow links to folders, whose files are listed where they are. */
  async function markdownFilesIn(folder: string, entries: readonly DirectoryEntry[]): Promise<string[]> {
    const found: string[] = [];
    for (const { name, kind, isLink } of entries) {
      const path = `${folder}/${name}`;
      if (kind !== 'folder' && (isMarkdown(name) || isConflict(name))) found.push(path);
      else if (kind === 'folder' && !isLink)
        found.push(...(await markdownFilesIn(path, (await list(path)) ?? [])));
    }
    return found;
  }
}

const isDocumentFolder = (name: string) => Object.values(folders).includes(name);

/** Whether a file is a conflict copy of a document. */
const isConflict = (name: string) => isMarkdown(conflictOf(name)?.of ?? '');

const isMarkdown = (name: string) => /\.(md|markdown|mdx)$/i.test(name);

interface DirectoryEntry {
  name: string;
  isLink: boolean;
  /** What it is, with links followed. A broken link counts as a file; reading that file reports it. */
  kind: 'file' | 'folder' | Refusal;
}

/** What a link leads to. @param root the real path of the content directory */
function kindOfLink(root: string, path: string): DirectoryEntry['kind'] {
  const real = realPathIn(root, path);
  const isFolder = leadsToFolder(join(root, path));
  // Files other than documents are checked when a document refers to them.
  const mayBeDocument = isMarkdown(path) || (isFolder ?? posix.extname(path) === '');
  if (typeof real !== 'string') return real && mayBeDocument ? real : 'file';
  if (!isFolder) return 'file';
  return real === '' || `${path}/`.startsWith(`${real}/`) ? linkToParent : 'folder';
}

/** Whether a path leads to a folder; `undefined` if that cannot be determined. */
function leadsToFolder(path: string): boolean | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return undefined;
  }
}

const linkToParent: Refusal = {
  problem: 'is a symbolic link to a folder that contains it; expected a folder of documents',
  fix: 'delete the symbolic link',
};
