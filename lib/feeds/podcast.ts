import { createHash } from 'node:crypto';

/** What a podcast has besides what every feed has. */
export interface PodcastChannel {
  /** Absolute URL of the cover. */
  image: string;
  /** A category of Apple Podcasts and a subcategory, if there is one. */
  category: readonly string[];
  author: string;
  email?: string;
  explicit: boolean;
  type: 'episodic' | 'serial';
}

/** What an episode has besides what every item has. Every URL is absolute. */
export interface EpisodeItem {
  seconds?: number;
  number?: number;
  /** A picture of its own. */
  image?: string;
  transcript?: { url: string; type: string; language: string };
  /** The URL of its chapters. */
  chapters?: string;
}

/** The file of the podcast feed, next to the front page. */
export const podcastFile = 'podcast.xml';

/**
 * The elements of a channel for podcasts: those of Apple (https://podcasters.apple.com/support/823) and of the
 * podcast namespace (https://podcasting2.org/docs/podcast-namespace).
 *
 * @param url the absolute URL of the feed
 */
export function podcastElements(
  { image, category, author, email, explicit, type }: PodcastChannel,
  url: string,
) {
  const [main = '', sub] = category;
  return {
    itunes: {
      image,
      categories: [{ text: main, ...(sub !== undefined && { categories: [{ text: sub }] }) }],
      author,
      explicit,
      type,
      ...(email !== undefined && { owner: { name: author, email } }),
    },
    podcast: {
      guid: podcastGuid(url),
      // Only its owner may move it to another host of podcasts.
      ...(email !== undefined && { locked: { value: true, owner: email } }),
    },
  };
}

/** The elements of an item for podcasts. */
export function episodeElements({ seconds, number, image, transcript, chapters }: EpisodeItem) {
  return {
    itunes: { duration: seconds, episode: number, image, episodeType: 'full' },
    podcast: {
      ...(number !== undefined && { episode: { number } }),
      ...(transcript && { transcripts: [transcript] }),
      ...(chapters !== undefined && { chapters: { url: chapters, type: 'application/json+chapters' } }),
    },
  };
}

/** The namespace of the GUIDs of podcasts. */
const guidNamespace = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');

/**
 * The GUID of a podcast: a UUID of version 5 (RFC 9562 §5.5) of the URL of its feed, without scheme and trailing
 * slashes.
 */
export function podcastGuid(url: string): string {
  const name = url.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const bytes = createHash('sha1').update(guidNamespace).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
