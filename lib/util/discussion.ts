import { isPublicUrl } from './urls';

/** A thread on another service, by its URL. */
export interface Discussion {
  service: 'Mastodon' | 'Bluesky';
  /** Of its first post, as readers see it. */
  url: string;
  /** The server of its API, and the parts of the URL that identify the post there. */
  origin: string;
  id: string;
  author: string;
}

/** What `discussion` in front matter may be, for messages. */
export const discussionExample = 'https://mastodon.social/@name/112233445566778899';

/** Reads the URL of a post on Mastodon or Bluesky. @returns `undefined` if it is neither */
export function discussionOf(url: string): Discussion | undefined {
  if (!isPublicUrl(url)) return undefined;
  const { origin, hostname, pathname, protocol } = new URL(url);
  // Tests use a stand-in on this machine.
  if (protocol !== 'https:' && hostname !== '127.0.0.1') return undefined;
  if (hostname === 'bsky.app') {
    const [, author, id] = /^\/profile\/([\w.:-]+)\/post\/(\w+)\/?$/.exec(pathname) ?? [];
    return author && id ? { service: 'Bluesky', url, origin, author, id } : undefined;
  }
  const [, author, id] =
    /^\/@([\w.@-]+)\/(\d+)\/?$/.exec(pathname) ??
    /^\/users\/([\w.-]+)\/statuses\/(\d+)\/?$/.exec(pathname) ??
    [];
  return author && id ? { service: 'Mastodon', url, origin, author, id } : undefined;
}
