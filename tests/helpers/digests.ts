import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesUnder } from '../../lib/util/files';

/** The paths and hashes of all files in a folder, one file per line. */
export async function digestsOf(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const path of await filesUnder(folder)) {
    const content = await readFile(join(folder, path));
    lines.push(`${path} ${createHash('sha256').update(content).digest('hex')}`);
  }
  return lines.join('\n');
}
