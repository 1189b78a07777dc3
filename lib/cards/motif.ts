import { createHash } from 'node:crypto';

/** The 32 memory cells that stand for a post, on its page and its card: the first bits of a hash of its slug. */
export function bitsOf(slug: string): boolean[] {
  const word = createHash('sha256').update(slug).digest().readUInt32BE(0);
  return Array.from({ length: 32 }, (_, bit) => ((word >>> (31 - bit)) & 1) === 1);
}
