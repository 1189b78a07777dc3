import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
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
  for (const [type, folder] of Object.entries(folders) as [DocumentTypeName, string][]) {
    for (const entry of await entriesOf(join(contentDir, folder))) {
      if (entry.isDirectory()) {
        const inside = (await entriesOf(join(contentDir, folder, entry.name))).map((file) => file.name);
        if (inside.includes('index.md'))
          files.push({ type, path: `${folder}/${entry.name}/index.md`, name: entry.name });
        for (const name of inside)
          if (/\.(md|markdown|mdx)$/i.test(name) && name !== 'index.md')
            errors.push({
              file: shown(`${folder}/${entry.name}/${name}`),
              line: 1,
              column: 1,
              message: `this file would never be printed; expected ${folder}/<name>.md or ${folder}/<name>/index.md`,
              fix: inside.includes('index.md')
                ? `move it to ${folder}/, or delete it`
                : 'rename it to index.md',
            });
      } else if (entry.name.endsWith('.md')) {
        files.push({ type, path: `${folder}/${entry.name}`, name: entry.name.slice(0, -3) });
      } else if (/\.(md|markdown|mdx)$/i.test(entry.name)) {
        errors.push({
          file: shown(`${folder}/${entry.name}`),
          line: 1,
          column: 1,
          message: 'this file would never be printed; expected a name that ends in .md',
          fix: `rename it to ${entry.name.replace(/\.\w+$/, '.md')}`,
        });
      }
    }
  }
  return { files, errors };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
