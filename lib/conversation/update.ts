import { setTimeout as wait } from 'node:timers/promises';
import type { Discussion } from '../util/discussion';
import { fetchText } from '../util/fetch-text';
import type { Conversations, Thread } from './reply';
import { blueskyThread, type GetJson, mastodonThread, PostIsGone, webmentionThreads } from './sources';

/** A post whose conversation is fetched. */
export interface DiscussedPost {
  slug: string;
  /** The canonical URL, and others that lead to it. */
  urls: [url: string, ...others: string[]];
  discussions: readonly Discussion[];
}

/** How to fetch conversations. */
export interface UpdateOptions {
  /** The origin of Bluesky's API. */
  bluesky: string;
  /** The origin of the service that receives webmentions, if there is one. */
  webmentions?: string;
  /** Sent with every request. */
  userAgent: string;
  /** Between two requests. */
  pauseMs: number;
  timeoutMs: number;
  log: (line: string) => void;
}

/** In bytes: of a response. */
const MAX_BYTES = 5_000_000;

/**
 * Fetches the conversations about posts. What cannot be fetched now stays as it was.
 *
 * @param before what was fetched the last time
 * @returns the conversations, and whether everything could be fetched
 */
export async function updateConversations(
  posts: readonly DiscussedPost[],
  before: Conversations,
  options: UpdateOptions,
): Promise<{ conversations: Conversations; succeeded: boolean }> {
  const { bluesky, webmentions, userAgent, pauseMs, timeoutMs, log } = options;
  let succeeded = true;
  const getJson: GetJson = async (url) => {
    await wait(pauseMs);
    const headers = { Accept: 'application/json', 'User-Agent': userAgent };
    const { status, text, isCut } = await fetchText(url, { headers, timeoutMs, maxBytes: MAX_BYTES });
    // Bluesky's API answers with 400 and the name of the error.
    if (status === 404 || status === 410 || (status === 400 && text.includes('"NotFound"')))
      throw new PostIsGone(`status ${status}`);
    if (status !== 200) throw new Error(`status ${status}`);
    if (isCut) throw new Error(`more than ${MAX_BYTES / 1e6} MB`);
    return JSON.parse(text);
  };
  /** Fetches, or else returns what was fetched before. */
  const attempt = async <T>(what: string, before: T, fetching: () => Promise<T>): Promise<T> => {
    try {
      return await fetching();
    } catch (error) {
      succeeded = false;
      const reason = error instanceof Error && error.name === 'Error' ? error.message : 'unexpected response';
      log(`Could not fetch ${what}: ${reason}. What was fetched before is kept.`);
      return before;
    }
  };
  const threadAbout = async (discussion: Discussion) => {
    try {
      return await (discussion.service === 'Mastodon'
        ? mastodonThread(discussion, getJson)
        : blueskyThread(discussion, bluesky, getJson));
    } catch (error) {
      if (!(error instanceof PostIsGone)) throw error;
      log(`${discussion.url} is gone (${error.message}). Its replies are no longer shown.`);
      return undefined;
    }
  };
  const received =
    webmentions === undefined
      ? new Map<string, Thread>()
      : await attempt<Map<string, Thread> | undefined>(webmentions, undefined, () =>
          webmentionThreads(
            webmentions,
            posts.map(({ urls }) => urls),
            getJson,
          ),
        );
  const conversations: Conversations = {};
  for (const { slug, urls, discussions } of posts) {
    const [url] = urls;
    const known = (service: Thread['service'], threadUrl: string) =>
      before[slug]?.find((one) => one.service === service && one.url === threadUrl);
    const threads: (Thread | undefined)[] = [];
    for (const discussion of discussions) {
      const before = known(discussion.service, discussion.url);
      threads.push(await attempt(discussion.url, before, () => threadAbout(discussion)));
    }
    if (webmentions !== undefined) threads.push(received ? received.get(url) : known('Webmention', url));
    const found = withoutRepeated(threads.filter((thread) => thread !== undefined));
    if (found.length > 0) conversations[slug] = found;
  }
  return { conversations, succeeded };
}

/** Services pass replies on as webmentions. Each is kept where it was written. */
function withoutRepeated(threads: readonly Thread[]): Thread[] {
  const seen = new Set<string>();
  return threads.map((thread) => {
    const replies = thread.replies.filter(({ url }) => !seen.has(url));
    for (const { url } of replies) seen.add(url);
    return { ...thread, replies };
  });
}
