import { hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed } from '../cache/sealed';
import { ledgerFile, siteDir } from '../work';
import type { Pool } from '../workers/pool';

/** A file as it was printed. */
export interface PrintedFile {
  /** From the slash; not percent-encoded. */
  path: string;
  bytes: number;
  /** A hash of its content. */
  digest: string;
}

/** What a sheet has been printed to. */
export interface Printed {
  files: PrintedFile[];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** What stands in the site's folder, and what it was printed from, by the path of the sheet. */
export type Ledger = Map<string, Printed & { key: string }>;

/** All files of some sheets. */
export const filesOf = (ledger: Ledger): PrintedFile[] => [...ledger.values()].flatMap(({ files }) => files);

export function digestOf(content: Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}

/** Enough files to make it worth asking a worker to look at them. */
const batchSize = 2000;

/**
 * Reads the ledger and holds every file of the site's folder against it. Nothing is trusted
 * for its name or its date: a build may have been killed on the way, and anybody may have
 * written to the folder.
 *
 * @param pool looks at the files where there are many
 * @returns the ledger; a sheet with a file that is not what it was has an empty key
 */
export async function standingSheets(pool: Pool): Promise<Ledger> {
  const ledger: Ledger = (await readSealed<Ledger>(ledgerFile)) ?? new Map();
  const wrong = new Set(await wrongFiles(filesOf(ledger), siteDir, pool));
  for (const printed of ledger.values())
    if (printed.files.some(({ path }) => wrong.has(path))) printed.key = '';
  return ledger;
}

/**
 * Holds files against what is said of them, with workers where there are many.
 *
 * @returns the paths of those that are something else
 */
export async function wrongFiles(
  files: readonly PrintedFile[],
  folder: string,
  pool: Pool,
): Promise<string[]> {
  const wrong: string[] = [];
  const look = (batch: PrintedFile[]) =>
    files.length > batchSize
      ? pool.run('check', { files: batch, folder })
      : checkFiles({ files: batch, folder });
  await pool.each(batches(files, batchSize), async (batch) => {
    wrong.push(...(await look(batch)));
  });
  return wrong;
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** @returns the paths of files that are not what is said of them */
export async function checkFiles({
  files,
  folder,
}: {
  files: readonly PrintedFile[];
  folder: string;
}): Promise<string[]> {
  // Of all that looking at a small file takes, making room for it would be the most.
  const room = Buffer.allocUnsafe(files.reduce((most, { bytes }) => Math.max(most, bytes), 0) + 1);
  return files.filter((file) => !holds(folder, file, room)).map(({ path }) => path);
}

/** @param room for one byte more than the file should have */
function holds(folder: string, { path, bytes, digest }: PrintedFile, room: Buffer): boolean {
  let file: number | undefined;
  try {
    file = openSync(join(folder, path), 'r');
    let read = 0;
    let more: number;
    do {
      more = readSync(file, room, read, bytes + 1 - read, read);
      read += more;
    } while (more > 0 && read <= bytes);
    return read === bytes && digestOf(room.subarray(0, bytes)) === digest;
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
