import { createHash } from 'node:crypto';

/** A name for what something holds: 128 bits of its SHA-256, in hexadecimal. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 32);
}
