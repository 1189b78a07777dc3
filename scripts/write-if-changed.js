import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Writes a text file, unless it has this content. Another command may be reading the old content. */
export function writeIfChanged(path, text) {
  if (contentOf(path) === text) return;
  const aside = `${path}.${process.pid}.tmp`;
  writeFileSync(aside, text);
  renameSync(aside, path);
}

/** The content of a text file, or `undefined` if it cannot be read. */
export function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
