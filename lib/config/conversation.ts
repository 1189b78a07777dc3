import { isPublicUrl } from '../util/urls';

/** Replies to posts from other sites; see `npm run conversation`. */
export interface ConversationConfig {
  /** Where posts receive webmentions: a URL of webmention.io, or of a service with its API. */
  webmentions?: string;
  /** The origin of Bluesky's API. The default is `https://public.api.bsky.app`. */
  bluesky?: string;
  /** URLs of replies or of people that are not shown. */
  hide?: string[];
}

/** The usual origin of Bluesky's API, which needs no account. */
export const defaultBlueskyApi = 'https://public.api.bsky.app';

/** The URL to which other sites send webmentions, and readers the URL of their response. */
export const webmentionEndpoint = (webmentions: string): string =>
  `${webmentions.replace(/\/+$/, '')}/webmention`;

/** Whether the owner hides what has a URL: it is in `hide`, or below a URL in it. */
export const isHidden = (url: string | undefined, hide: readonly string[] = []): boolean =>
  url !== undefined && hide.some((one) => url === one || url.startsWith(`${one.replace(/\/+$/, '')}/`));

/** What is wrong with the URLs, one message per problem. */
export function conversationProblems({ webmentions, bluesky, hide = [] }: ConversationConfig): string[] {
  const urls = [
    ['webmentions', webmentions],
    ['bluesky', bluesky],
    ...hide.map((url) => ['hide', url] as const),
  ] as const;
  return urls.flatMap(([key, url]) =>
    url === undefined || isPublicUrl(url)
      ? []
      : [
          `conversation.${key}: expected a URL without a password, such as https://webmention.io/your.domain, found ${JSON.stringify(url)}`,
        ],
  );
}
