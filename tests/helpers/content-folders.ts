import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readRecord, type TextSettings } from '../../lib/content/entry';
import { type ContentError, ContentErrors } from '../../lib/content/errors';
import { type Publication, readPublication } from '../../lib/content/publication';

/** A temporary folder, which is deleted when this process exits. */
export const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'letterpress-files-')));
process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));

let count = 0;

/** Writes files to a new folder. A publication is in `content/` and `public/`. */
export function writeFolder(files: Record<string, string | Uint8Array>): string {
  const folder = join(temporary, String(count++));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Makes a symbolic link, as `ln -s target path` does. */
export function link(folder: string, path: string, target: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
}

/** Runs a function in the temporary folder, so that it does not use the cache of the project. */
export async function inTemporary<Result>(work: () => Promise<Result>): Promise<Result> {
  const project = process.cwd();
  process.chdir(temporary);
  try {
    return await work();
  } finally {
    process.chdir(project);
  }
}

/** Reads a publication in this process. */
export function readFolder(
  folder: string,
  settings: TextSettings = { language: 'en' },
  foldersInPaths = false,
): Promise<{ publication?: Publication; reports: ContentError[] }> {
  return inTemporary(async () => {
    try {
      const publication = await readPublication({
        contentDir: join(folder, 'content'),
        publicDir: join(folder, 'public'),
        settings,
        foldersInPaths,
        buildTime: Date.parse('2026-11-23'),
        preview: false,
        imageCode: '',
        code: 'test',
        readElsewhere: readRecord,
        onProgress: () => {},
      });
      return { publication, reports: publication.warnings };
    } catch (error) {
      if (error instanceof ContentErrors) return { reports: error.errors };
      throw error;
    }
  });
}
