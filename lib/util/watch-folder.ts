import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Watches a folder with everything in it, until `close`. On Linux, Node's recursive `watch` follows each file
 * rather than its folder, so it loses a file that an editor replaces, and throws if a folder is deleted meanwhile.
 *
 * @param onChange gets the path of what has changed, relative to the folder, if the system reports it
 */
export function watchFolder(folder: string, onChange: (path: string | null) => void): { close(): void } {
  if (process.platform !== 'linux')
    return watch(folder, { recursive: true }, (_event, path) => onChange(path));
  const watchers = new Map<string, FSWatcher>();
  const stop = (path: string) => {
    for (const [watched, watcher] of watchers)
      if (watched === path || watched.startsWith(`${path}/`)) {
        watcher.close();
        watchers.delete(watched);
      }
  };
  const start = (path: string) => {
    let names: string[];
    try {
      const watcher = watch(path, (event, name) => {
        const changed = join(path, name ?? '');
        // A file or folder was created, deleted or replaced.
        if (event === 'rename' && name !== null) {
          stop(changed);
          start(changed);
        }
        onChange(name === null ? null : relative(folder, changed));
      });
      watcher.on('error', () => stop(path));
      watchers.set(path, watcher);
      names = readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? entry.name : [],
      );
    } catch {
      // It is a file, or gone again.
      stop(path);
      return;
    }
    for (const name of names) start(join(path, name));
  };
  start(folder);
  return { close: () => stop(folder) };
}
