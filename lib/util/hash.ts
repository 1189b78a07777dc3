import { createHash, hash } from 'node:crypto';

/** A name for what something holds: 128 bits of its SHA-256, in hexadecimal. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  // At one go takes a third of the time, which tens of thousands of small hashes are worth.
  if (parts.length === 1) return hash('sha256', parts[0] ?? '', 'hex').slice(0, length);
  return hashOfAll(parts);
}

/** The same of many parts: a call takes no more than about a hundred thousand arguments. */
export function hashOfAll(parts: Iterable<string | Uint8Array>): string {
  const parted = createHash('sha256');
  for (const part of parts) parted.update(part);
  return parted.digest('hex').slice(0, length);
}

const length = 32;
