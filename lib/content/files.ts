import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentError } from './errors';
import { type DocumentTypeName, folders } from './model';

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
  for (const [type, folder] of Object.entries(folders) as [DocumentTypeName, string][]) {
    const listed = await entriesOf(join(contentDir, folder));
    if (listed === 'not a folder') {
      report(
        folder,
        'this is a file; expected a folder of documents',
        'move it, and make a folder of that name',
      );
      continue;
    }
    for (const { name, isFile } of listed) {
      const path = `${folder}/${name}`;
      const inside = isFile ? 'not a folder' : await entriesOf(join(contentDir, path));
      if (inside === 'not a folder') {
        if (name.endsWith('.md')) files.push({ type, path, name: name.slice(0, -3) });
        else if (isMarkdown(name))
          report(
            path,
            'this file would never be printed; expected a name that ends in .md',
            `rename it to ${name.replace(/\.\w+$/, '.md')}`,
          );
        continue;
      }
      const hasIndex = inside.some((entry) => entry.name === 'index.md');
      if (hasIndex) files.push({ type, path: `${path}/index.md`, name });
      for (const stray of await markdownUnder(join(contentDir, path)))
        if (stray !== 'index.md')
          report(
            `${path}/${stray}`,
            `this file would never be printed; expected ${folder}/<name>.md or ${folder}/<name>/index.md`,
            hasIndex
              ? `move it to ${folder}/, or delete it`
              : `move it to ${folder}/, or rename it to index.md`,
          );
    }
  }
  return { files, errors };
}

const isMarkdown = (name: string) => /\.(md|markdown|mdx)$/i.test(name);

/**
 * What is in a folder, hidden things left out; a folder that is not there is empty. A link is
 * no file until it has been followed.
 */
async function entriesOf(folder: string): Promise<{ name: string; isFile: boolean }[] | 'not a folder'> {
  try {
    return (await readdir(folder, { withFileTypes: true }))
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return 'not a folder';
    // A link that leads nowhere is told of when it is read.
    if (code === 'ENOENT') return (await lstat(folder).catch(() => undefined)) ? 'not a folder' : [];
    throw error;
  }
}

/** The Markdown files of a folder and all below it, as paths from there. */
async function markdownUnder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter(isMarkdown)
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}
