import { mediaTypeOf } from '../hosts/media-types';

/** What is known about an audio file. */
export interface AudioFacts {
  kind: 'audio';
  /** Its duration. If omitted, it cannot be read. */
  seconds?: number;
}

/** Whether a file is audio, by its name. */
export const isAudio = (name: string): boolean => mediaTypeOf(name).startsWith('audio/');

/** Reads the duration of an audio file. */
export async function audioFacts(bytes: Uint8Array): Promise<AudioFacts> {
  // Only publications with audio load it.
  const { parseBuffer } = await import('music-metadata');
  try {
    const { format } = await parseBuffer(bytes, undefined, { duration: true, skipCovers: true });
    return { kind: 'audio', seconds: format.duration && Math.round(format.duration) };
  } catch {
    return { kind: 'audio' };
  }
}
