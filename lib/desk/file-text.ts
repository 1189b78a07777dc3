import { isUtf8 } from 'node:buffer';
import { splitSource } from '../content/source';
import { hashOf } from '../util/hash';

/** A file as the desk opens it. */
export interface FileText {
  path: string;
  /** With its line endings, and with its byte order mark. */
  text: string;
  /** Identifies this version. */
  hash: string;
  /** Why it cannot be edited: as text, it would have other bytes. */
  readOnly?: string;
}

export const hashOfBytes = (bytes: Uint8Array): string => hashOf(bytes);

/** Decodes a file, so that encoding its text gives the same bytes. If that is impossible, it is read-only. */
export function textOfFile(path: string, bytes: Uint8Array): FileText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const hash = hashOfBytes(bytes);
  if (isUtf8(bytes)) return { path, text, hash };
  const problem = splitSource(path, bytes);
  const message =
    'message' in problem ? `Line ${problem.line}, column ${problem.column}: ${problem.message}` : '';
  return {
    path,
    text,
    hash,
    readOnly: `This file is read-only here, because saving it would change it. ${message}. Convert it to UTF-8 in another editor first.`,
  };
}
