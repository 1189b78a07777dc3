import { realpathSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ContentError } from './errors';
import { type DocumentTypeName, folders } from './model';
import { isHiddenName, type Refusal, realPathIn, unreadable } from './publishable';

/** A document's file: where it is, and the name that its slug or id comes from. */
export interface ContentFile {
  type: DocumentTypeName;
  /** Relative to the content directory, with `/`. */
  path: string;
  name: string;
}

/**
 * Lists the documents of a publication: `<folder>/<name>.md`, or `<folder>/<name>/index.md`
 * with its images beside it.
 *
 * @param contentDir absolute path; a folder that is not there counts as empty
 * @param shown turns a path in the content directory into the one to show in messages
 */
export async function listContent(
  contentDir: string,
  shown: (path: string) => string,
): Promise<{ files: ContentFile[]; errors: ContentError[] }> {
  const files: ContentFile[] = [];
  const errors: ContentError[] = [];
  const report = (path: string, message: string, fix: string) =>
    errors.push({ file: shown(path), line: 1, column: 1, message, fix });
  const refuse = (path: string, { problem, fix }: Refusal) => report(path, `this ${problem}`, fix);
  const root = realpathSync.native(contentDir);
  const list = async (path: string): Promise<Listed[]> => {
    try {
      const entries = await readdir(join(root, path), { withFileTypes: true });
      return entries
        .filter(({ name }) => !isHiddenName(name))
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
      return [];
    }
  };
  const topLevel = await list('');
  for (const [type, folder] of Object.entries(folders) as [DocumentTypeName, string][]) {
    const is = topLevel.find(({ name }) => name === folder)?.is;
    if (typeof is === 'object') refuse(folder, is);
    else if (is === 'file')
      report(
        folder,
        'this is a file; expected a folder of documents',
        'move it, and make a folder of that name',
      );
    for (const entry of is === 'folder' ? await list(folder) : []) {
      const { name } = entry;
      const path = `${folder}/${name}`;
      if (entry.is !== 'folder') {
        if (typeof entry.is === 'object') refuse(path, entry.is);
        else if (name.endsWith('.md')) files.push({ type, path, name: name.slice(0, -3) });
        else if (isMarkdown(name))
          report(
            path,
            'this file would never be printed; expected a name that ends in .md',
            `rename it to ${name.replace(/\.\w+$/, '.md')}`,
          );
        continue;
      }
      const inside = await list(path);
      const index = inside.find((one) => one.name === 'index.md');
      if (index) {
        if (typeof index.is === 'object') refuse(`${path}/index.md`, index.is);
        else files.push({ type, path: `${path}/index.md`, name });
      }
      for (const stray of await strays(path, inside))
        if (stray !== `${path}/index.md`)
          report(
            stray,
            `this file would never be printed; expected ${folder}/<name>.md or ${folder}/<name>/index.md`,
            index ? `move it to ${folder}/, or delete it` : `move it to ${folder}/, or rename it to index.md`,
          );
    }
  }
  return { files, errors };

  /** The Markdown files of a folder and all below it. Links to folders are not followed: what they hold is listed where it is. */
  async function strays(folder: string, entries: readonly Listed[]): Promise<string[]> {
    const found: string[] = [];
    for (const { name, is, isLink } of entries) {
      const path = `${folder}/${name}`;
      if (is !== 'folder' && isMarkdown(name)) found.push(path);
      else if (is === 'folder' && !isLink) found.push(...(await strays(path, await list(path))));
    }
    return found;
  }
}

const isMarkdown = (name: string) => /\.(md|markdown|mdx)$/i.test(name);

interface Listed {
  name: string;
  isLink: boolean;
  /** What it is with every link followed. A link that leads nowhere is told of when it is read as a file. */
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
