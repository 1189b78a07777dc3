import type { Post } from 'contentlayer/generated';
import { isHidden } from '../config/conversation';
import { site } from '../config/site';
import type { Reply, Thread } from '../conversation/reply';
import { discussionOf } from '../util/discussion';

/** What others wrote about a post. */
export interface ConversationProps {
  /** Where readers can reply, with the number of replies that are only there. */
  threads: { service: Thread['service']; url: string; more: number }[];
  /** The oldest first. */
  replies: (Reply & { service: Thread['service'] })[];
  likes: number;
  reposts: number;
}

/** The conversation about a post. @param fetched the threads that `npm run conversation` has fetched */
export function conversationOf({ discussion }: Post, fetched: readonly Thread[] = []): ConversationProps {
  const hide = site.conversation?.hide;
  const named = discussion.flatMap((url) => discussionOf(url) ?? []);
  // Those that the author has taken out of the front matter are not shown any more.
  const known = fetched.filter(
    ({ service, url }) =>
      named.some((one) => one.url === url) || (service === 'Webmention' && site.conversation?.webmentions),
  );
  const total = (field: 'likes' | 'reposts') => known.reduce((sum, thread) => sum + thread[field], 0);
  return {
    threads: named.map(({ service, url }) => ({
      service,
      url,
      more: known.find((one) => one.url === url)?.more ?? 0,
    })),
    replies: known
      .flatMap(({ service, replies }) => replies.map((reply) => ({ ...reply, service })))
      .filter(({ url, author }) => !isHidden(url, hide) && !isHidden(author.url, hide))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    likes: total('likes'),
    reposts: total('reposts'),
  };
}
