import type { Post } from 'contentlayer/generated';
import type { Recording } from '../content/resolve';
import { mediaTypeOf } from '../hosts/media-types';
import type { Episode } from './props';

/** The audio of a post for its page and for feeds. */
export function episodeOf(post: Post, recording: Recording | undefined): Episode | undefined {
  if (!recording) return undefined;
  const { asset, transcript } = recording;
  return {
    src: asset.address,
    type: mediaTypeOf(asset.address.replace(/[?#].*/, '')),
    seconds: asset.audio?.seconds,
    bytes: asset.bytes,
    number: post.episode,
    chapters: post.chapters,
    transcript: transcript && {
      href: transcript.asset.address,
      type: mediaTypeOf(transcript.asset.address).replace(/;.*/, ''),
      paragraphs: transcript.paragraphs,
    },
  };
}

/** The file with the chapters of a post, next to its page. */
export const chaptersFile = 'chapters.json';

/** The chapters of a post in the JSON format of the podcast namespace, version 1.2 (github.com/Podcastindex-org). */
export const chaptersJson = ({ chapters }: Post): string =>
  JSON.stringify({
    version: '1.2.0',
    chapters: chapters.map(({ start, title }) => ({ startTime: start, title })),
  });
