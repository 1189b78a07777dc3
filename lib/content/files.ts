import { realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { conflictOf, isHiddenName, nameKey, twinsAmong, windowsWarning } from '../util/names';
import type { ContentError } from './errors';
import { type DocumentTypeName, folders } from './model';
import { type Refusal, realPathIn, sameName, unreadable } from './publishable';

/** A document's file: where it is, and the name that its slug or id comes from. */
export interface ContentFile {
  type: DocumentTypeName;
  /** Relative to the content directory, with `/`; as it is on the disk. */
  path: string;
  /** In NFC. */
  name: string;
}

/** What there is in a content directory. */
export interface Listing {
  files: ContentFile[];
  errors: ContentError[];
  warnings: ContentError[];
  /** Documents that exist but cannot be read. A link to one is not broken. */
  unreadable: ContentFile[];
  /** Types whose folder cannot be looked into. */
  closed: ReadonlySet<DocumentTypeName>;
}

/**
 * Lists the documents of a publication: `<folder>/<name>.md`, or `<folder>/<name>/index.md`
 * with its images beside it.
 *
 * @param contentDir absolute path; a folder that is not there counts as empty
 * @param shown turns a path in the content directory into the one to show in messages
 */
export async function listContent(contentDir: string, shown: (path: string) => string): Promise<Listing> {
  const files: ContentFile[] = [];
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  const unreadableFiles: ContentFile[] = [];
  const closed = new Set<DocumentTypeName>();
  const report = (path: string, message: string, fix: string) =>
    errors.push({ file: shown(path), line: 1, column: 1, message, fix });
  const refuse = (path: string, { problem, fix }: Refusal) => report(path, `this ${problem}`, fix);
  const root = realpathSync.native(contentDir);
  const list = async (path: string): Promise<Listed[] | undefined> => {
    try {
      const entries = await readdir(join(root, path), { withFileTypes: true });
      const shownEntries = entries.filter(({ name }) => !isHiddenName(name));
      for (const { name } of path === '' ? [] : shownEntries) {
        const warning = windowsWarning(name);
        if (warning) warnings.push({ file: shown(posix.join(path, name)), line: 1, column: 1, ...warning });
      }
      return shownEntries
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry) => ({
          name: entry.name,
          isLink: entry.isSymbolicLink(),
          is: entry.isSymbolicLink()
            ? lookAtLink(root, posix.join(path, entry.name))
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
    const is = topLevel?.find(({ name }) => name === folder)?.is;
    if (typeof is === 'object') refuse(folder, is);
    else if (is === 'file')
      report(
        folder,
        'this is a file; expected a folder of documents',
        'move it, and make a folder of that name',
      );
    const listed = is === 'folder' ? await list(folder) : [];
    if (!topLevel || !listed || typeof is === 'object') closed.add(type);
    const twins = new Map(
      twinsAmong((listed ?? []).map(({ name }) => name)).map(([first, twin]) => [twin, first]),
    );
    for (const entry of listed ?? []) {
      const { name } = entry;
      const path = `${folder}/${name}`;
      const twin = twins.get(name);
      if (twin !== undefined && (entry.is === 'folder' || isMarkdown(name)))
        refuse(path, sameName(twin, name));
      else if (entry.is === 'folder') await listDocument(type, folder, name);
      else listFile(type, path, entry);
    }
  }
  return { files, errors, warnings, unreadable: unreadableFiles, closed };

  /** Looks at what should be a document of one file. */
  function listFile(type: DocumentTypeName, path: string, { name, is }: Listed) {
    const document = { type, path, name: nameKey(name.replace(/\.md$/, '')) };
    if (typeof is === 'object') {
      refuse(path, is);
      unreadableFiles.push(document);
    } else if (isMarkdown(name) && conflictOf(name)) reportConflict(path, name);
    else if (name.endsWith('.md')) files.push(document);
    else if (isMarkdown(name))
      report(
        path,
        'this file would never be printed; expected a name that ends in .md',
        `rename it to ${name.replace(/\.\w+$/, '.md')}`,
      );
  }

  /** Looks at what should be the folder of a document. */
  async function listDocument(type: DocumentTypeName, folder: string, name: string) {
    const path = `${folder}/${name}`;
    const document = { type, path: `${path}/index.md`, name: nameKey(name) };
    const inside = await list(path);
    const index = inside?.find((one) => one.name === 'index.md');
    if (!inside) unreadableFiles.push(document);
    else if (typeof index?.is === 'object') {
      refuse(document.path, index.is);
      unreadableFiles.push(document);
    } else if (index) files.push(document);
    for (const stray of await strays(path, inside ?? [])) {
      const file = posix.basename(stray);
      if (conflictOf(file)) reportConflict(stray, file);
      else if (stray !== document.path)
        report(
          stray,
          `this file would never be printed; expected ${folder}/<name>.md or ${folder}/<name>/index.md`,
          index ? `move it to ${folder}/, or delete it` : `move it to ${folder}/, or rename it to index.md`,
        );
    }
  }

  function reportConflict(path: string, name: string) {
    const { by, of } = conflictOf(name) ?? { by: '', of: '' };
    report(
      path,
      `this file is a copy that ${by} made, as ${of} was changed in two places at once; expected one file for each document`,
      `move what you want to keep of it into ${of}, and delete it`,
    );
  }

  /** The Markdown files of a folder and all below it. Links to folders are not followed: what they hold is listed where it is. */
  async function strays(folder: string, entries: readonly Listed[]): Promise<string[]> {
    const found: string[] = [];
    for (const { name, is, isLink } of entries) {
      const path = `${folder}/${name}`;
      if (is !== 'folder' && isMarkdown(name)) found.push(path);
      else if (is === 'folder' && !isLink) found.push(...(await strays(path, (await list(path)) ?? [])));
    }
    return found;
  }
}

const isMarkdown = (name: string) => /\.(md|markdown|mdx)$/i.test(name);

interface Listed {
  name: string;
  isLink: boolean;
  /** The type of the entry, with every link followed. A link that leads nowhere is reported when it is read as a file. */
  is: 'file' | 'folder' | Refusal;
}

/** @param root the real path of the content folder */
function lookAtLink(root: string, path: string): Listed['is'] {
  const real = realPathIn(root, path);
  const isFolder = leadsToFolder(join(root, path));
  // What is no document is looked at where an article refers to it.
  if (typeof real !== 'string') return real && (isFolder !== false || isMarkdown(path)) ? real : 'file';
  if (!isFolder) return 'file';
  return real === '' || `${path}/`.startsWith(`${real}/`) ? holdsItself : 'folder';
}

/** @returns `undefined` where that cannot be found out */
function leadsToFolder(path: string): boolean | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return undefined;
  }
}

const holdsItself: Refusal = {
  problem: 'is a link to a folder that it is in itself; expected one of documents',
  fix: 'delete the link',
};
