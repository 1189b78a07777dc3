import { createHash } from 'node:crypto';

/** The 32 memory cells that identify a post on its page and card: the first bits of its slug's SHA-256. */
export function bitsOf(slug: string): boolean[] {
  const word = createHash('sha256').update(slug).digest().readUInt32BE(0);
  return Array.from({ length: 32 }, (_, bit) => ((word >>> (31 - bit)) & 1) === 1);
}
