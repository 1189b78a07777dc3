import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blobsOfCommit, engineBlobs } from '../upgrade/owner-files';
import { engineVersion, readRecord, writeRecord } from '../upgrade/record';
import { publicationFiles, sampleFiles, starterHash } from './sample';

/** What `npm run init` would do. Paths are relative to the project. */
export interface InitPlan {
  /** Files to write: new ones, and those that nobody has changed. */
  write: Map<string, string>;
  /** Files to write that the owner has changed or made. */
  changed: Map<string, string>;
  /** Files of the sample publication to delete. */
  sample: string[];
  /** Files of an earlier run to delete. */
  earlier: string[];
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
  const hashes = new Map(
    publicationFiles(folder).map((path) => [path, starterHash(readFileSync(join(folder, path)))]),
  );
  const isSample = (path: string) => hashes.get(path) === sampleFiles[path];
  const isUnchanged = (path: string) => hashes.get(path) === last[path];
  const plan: InitPlan = { write: new Map(), changed: new Map(), sample: [], earlier: [], keep: [] };
  for (const [path, content] of starter) {
    const exists = hashes.has(path);
    // The owner has deleted it, or has a post of this name.
    if (!exists && (path in last || hashes.has(`${dirname(path)}.md`))) continue;
    if (!exists || isSample(path) || isUnchanged(path)) plan.write.set(path, content);
    else plan.changed.set(path, content);
  }
  for (const path of hashes.keys())
    if (!starter.has(path))
      (isSample(path) ? plan.sample : isUnchanged(path) ? plan.earlier : plan.keep).push(path);
  // The owner's posts and pages may name an author of an earlier run.
  if (plan.keep.some((path) => path.startsWith('content/')))
    plan.earlier = plan.earlier.filter((path) => !path.startsWith('content/authors/'));
  return plan;
}

/** Carries out a plan. Writes the files of `changed`, too, if they are still in it. Records what it has written. */
export function applyInit(folder: string, { write, changed, sample, earlier }: InitPlan): void {
  const removed = [...sample, ...earlier];
  const written = [...write, ...changed];
  const record = readRecord(folder);
  const starter = new Map(Object.entries(record?.starter ?? {}));
  for (const path of removed) starter.delete(path);
  for (const [path, content] of written) starter.set(path, starterHash(Buffer.from(content)));
  // Uncommitted changes may be those of the owner.
  const committed = blobsOfCommit(folder, 'HEAD');
  const files = record?.files ?? (Object.keys(committed).length > 0 ? committed : engineBlobs(folder));
  const version = record?.version ?? engineVersion(folder);

  for (const path of removed) {
    rmSync(join(folder, path));
    for (let parent = dirname(path); parent.includes('/'); parent = dirname(parent))
      if (readdirSync(join(folder, parent)).length === 0) rmdirSync(join(folder, parent));
      else break;
  }
  for (const [path, content] of written) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  writeRecord(folder, { version, starter: Object.fromEntries(starter), files });
}
