import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTranscript } from '../../lib/content/transcript';

const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23);
const vtt = (...cues: string[]) =>
  `WEBVTT\n\n${cues.map((text, at) => `${clock(at)} --> ${clock(at + 1)}\n${text}\n`).join('\n')}`;

describe('a transcript', () => {
  it('in WebVTT or SubRip becomes paragraphs, one for each speaker', () => {
    assert.deepEqual(
      parseTranscript(vtt('<v Ann>Hello &amp; welcome.', '<i>Sit</i> down.', '<v.loud Bo>Yes.')),
      [
        { start: 0, speaker: 'Ann', text: 'Hello & welcome. Sit down.' },
        { start: 2, speaker: 'Bo', text: 'Yes.' },
      ],
    );
    assert.deepEqual(parseTranscript('1\r\n00:00:01,500 --> 00:00:03,000\r\nHello\r\nyou\r\n'), [
      { start: 1.5, speaker: undefined, text: 'Hello you' },
    ]);
  });

  it('of one speaker is divided at the ends of sentences', () => {
    const paragraphs = parseTranscript(
      vtt(...Array.from({ length: 100 }, () => 'Four words. Four more words.')),
    );
    assert.ok(paragraphs.length > 5);
    for (const { text } of paragraphs) assert.ok(text.length < 500 && text.endsWith('.'), text);
  });

  it('without punctuation is divided too', () => {
    const paragraphs = parseTranscript(vtt(...Array.from({ length: 5000 }, () => 'words without an end')));
    assert.ok(paragraphs.every(({ text }) => text.length < 1300));
    assert.equal(paragraphs.map(({ text }) => text).join(' '), 'words without an end '.repeat(5000).trim());
  });

  it('in another format has no paragraphs', () => {
    for (const text of ['', 'Hello', '{"a": 1}', 'WEBVTT']) assert.deepEqual(parseTranscript(text), []);
  });
});
