import { parse } from '@plussub/srt-vtt-parser';
import { decodeReferences } from '../markdown/destination';

/** A paragraph of a transcript. */
export interface TranscriptParagraph {
  /** When it is said, in seconds. */
  start: number;
  speaker?: string;
  text: string;
}

/** In characters: a paragraph of one speaker ends with the first sentence that ends after this. */
const PARAGRAPH_LENGTH = 400;
/** Automatic captions have no sentences. */
const MAX_PARAGRAPH_LENGTH = 1200;

/**
 * Reads a transcript in WebVTT (https://www.w3.org/TR/webvtt1/) or SubRip, and joins its cues to paragraphs.
 *
 * @returns the paragraphs; empty if it has no cues
 */
export function parseTranscript(text: string): TranscriptParagraph[] {
  const paragraphs: { start: number; speaker?: string; parts: string[]; length: number }[] = [];
  for (const cue of cuesOf(text)) {
    const start = cue.from / 1000;
    for (const { speaker, text: said } of voicesIn(cue.text)) {
      const last = paragraphs.at(-1);
      const isSame = last && (speaker === undefined || speaker === last.speaker);
      if (isSame && !isFull(last)) {
        last.parts.push(said);
        last.length += said.length + 1;
      } else
        paragraphs.push({ start, speaker: speaker ?? last?.speaker, parts: [said], length: said.length });
    }
  }
  return paragraphs.map(({ start, speaker, parts }) => ({ start, speaker, text: parts.join(' ') }));
}

const isFull = ({ parts, length }: { parts: string[]; length: number }) =>
  length > MAX_PARAGRAPH_LENGTH ||
  (length > PARAGRAPH_LENGTH && /[.!?…]["”’)]*$/.test(parts.at(-1)?.slice(-10) ?? ''));

function cuesOf(text: string): readonly { from: number; text: string }[] {
  try {
    return parse(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')).entries;
  } catch {
    // The parser throws a TypeError if a file is in neither format.
    return [];
  }
}

/** Who says what in a cue: `<v Ann>Hello` (WebVTT §3.2.2). Other tags are left out. */
function voicesIn(cue: string): { speaker?: string; text: string }[] {
  return cue.split(/(?=<v[\s.])/).flatMap((part) => {
    const [, speaker] = /^<v(?:\.[^\s<>]{0,100})?\s+([^<>]{0,200})>/.exec(part) ?? [];
    const text = clean(part.replace(/<[^<>]*>/g, ''));
    return text === '' ? [] : { speaker: speaker && clean(speaker), text };
  });
}

const clean = (text: string) => decodeReferences(text).replace(/\s+/g, ' ').trim();
