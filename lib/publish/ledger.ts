import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteDir } from '../work';

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

export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/**
 * Holds files against what the ledger says of them. Nothing is trusted for its name or its
 * date: a build may have been killed on the way, and anybody may have written to the folder.
 *
 * @returns the paths of those that are not what they were
 */
export async function checkFiles(files: readonly PrintedFile[]): Promise<string[]> {
  return files.filter((file) => !holds(file)).map(({ path }) => path);
}

function holds({ path, bytes, digest }: PrintedFile): boolean {
  try {
    const content = readFileSync(join(siteDir, path));
    return content.length === bytes && digestOf(content) === digest;
  } catch {
    return false;
  }
}
