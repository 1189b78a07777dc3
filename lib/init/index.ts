import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { engineBlobs } from '../upgrade/owner-files';
import { engineVersion, readRecord, writeRecord } from '../upgrade/record';
import { publicationFiles, sampleFiles, starterHash } from './sample';

/** What `npm run init` would do. Paths are relative to the project. */
export interface InitPlan {
  /** Files to write: new ones, and those that nobody has changed. */
  write: Map<string, string>;
  /** Files to write that the owner has changed or made. */
  changed: Map<string, string>;
  /** Files of the sample publication to delete. */
  remove: string[];
  /** Files of the owner's that stay. */
  keep: string[];
}

/**
 * Compares the publication in a folder with the sample publication and with what was written the last time.
 *
 * @param starter the files of the new publication
 */
export function planInit(folder: string, starter: ReadonlyMap<string, string>): InitPlan {
  const last = readRecord(folder)?.starter ?? {};
  const existing = publicationFiles(folder);
  const isOurs = (path: string) => {
    const hash = starterHash(readFileSync(join(folder, path)));
    return hash === sampleFiles[path] || hash === last[path];
  };
  const plan: InitPlan = { write: new Map(), changed: new Map(), remove: [], keep: [] };
  for (const [path, content] of starter) {
    const exists = existsSync(join(folder, path));
    // The owner has deleted it.
    if (!exists && path in last) continue;
    if (!exists || isOurs(path)) plan.write.set(path, content);
    else plan.changed.set(path, content);
  }
  for (const path of existing.filter((path) => !starter.has(path)))
    (isOurs(path) ? plan.remove : plan.keep).push(path);
  return plan;
}

/** Carries out a plan. Writes the files of `changed`, too, if they are still in it. Records what it has written. */
export function applyInit(folder: string, { write, changed, remove }: InitPlan): void {
  for (const path of remove) {
    rmSync(join(folder, path));
    for (let parent = dirname(path); parent.includes('/'); parent = dirname(parent))
      if (readdirSync(join(folder, parent)).length === 0) rmdirSync(join(folder, parent));
      else break;
  }
  const written = [...write, ...changed];
  for (const [path, content] of written) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const record = readRecord(folder);
  const starter = new Map(Object.entries(record?.starter ?? {}));
  for (const path of remove) starter.delete(path);
  for (const [path, content] of written) starter.set(path, starterHash(Buffer.from(content)));
  writeRecord(folder, {
    version: record?.version ?? engineVersion(folder),
    starter: Object.fromEntries(starter),
    files: record?.files ?? engineBlobs(folder),
  });
}
