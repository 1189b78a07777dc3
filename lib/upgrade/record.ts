import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../util/errors';

const shape = z.object({
  version: z.string(),
  starter: z.record(z.string()),
  files: z.record(z.string()),
});

/**
 * What a repository was made from: `engine.json`, which `npm run init` writes. `npm run upgrade` compares with
 * it to find what the owner has changed.
 */
export interface EngineRecord {
  /** The version of the engine. */
  version: string;
  /** Hashes of the files that `npm run init` has written. */
  starter: Record<string, string>;
  /** The blob IDs (in git) of the files of the engine, by path. */
  files: Record<string, string>;
}

const name = 'engine.json';

/** @returns `undefined` if there is none @throws {UserError} if it is damaged */
export function readRecord(folder: string): EngineRecord | undefined {
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UserError(
      `${name}: expected the record that npm run init wrote, with version, starter and files. Restore it from your history: git checkout HEAD -- ${name}`,
    );
  }
}

export function writeRecord(folder: string, record: EngineRecord): void {
  writeFileSync(join(folder, name), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * The version of the engine in a folder.
 *
 * @param name how messages name the folder
 * @throws {UserError} if there is no engine
 */
export function engineVersion(folder: string, name = folder): string {
  let version: unknown;
  try {
    ({ version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: unknown });
  } catch {
    // Reported below.
  }
  if (typeof version === 'string' && existsSync(join(folder, 'lib/upgrade/record.ts'))) return version;
  throw new UserError(`${name}: expected Letterpress, with its package.json and lib/`);
}
