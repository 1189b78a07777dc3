import { z } from 'zod';
import type { Discussion } from '../util/discussion';
import { textOfHtml } from './html-text';
import { cleanText, type Reply, shortened, type Thread, threadOf } from './reply';

/** A post that a thread is about no longer exists. */
export class PostIsGone extends Error {}

/** Fetches JSON. @throws {PostIsGone} @throws {Error} with the reason */
export type GetJson = (url: string) => Promise<unknown>;

// Of each response only what is used is checked. Replies in another form are left out.
const text = z.string();
const optionalText = text.nullish().transform((value) => value ?? undefined);
const count = z.number().catch(0);

/** The valid items of a list, and the rest left out. */
const listOf = <T extends z.ZodTypeAny>(item: T) =>
  z.array(z.unknown()).transform((items) =>
    items.flatMap((one) => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data as z.output<T>] : [];
    }),
  );

const status = z.object({
  url: text,
  created_at: text,
  content: text,
  visibility: text.catch('public'),
  spoiler_text: text.catch(''),
  language: optionalText,
  account: z.object({ display_name: text.catch(''), acct: text, url: optionalText }),
});
const rootStatus = z.object({ favourites_count: count, reblogs_count: count });
const context = z.object({ descendants: listOf(status) });

/** The replies to a post on Mastodon (https://docs.joinmastodon.org/methods/statuses/#context). */
export async function mastodonThread({ url, origin, id }: Discussion, getJson: GetJson): Promise<Thread> {
  const root = rootStatus.parse(await getJson(`${origin}/api/v1/statuses/${id}`));
  const { descendants } = context.parse(await getJson(`${origin}/api/v1/statuses/${id}/context`));
  const replies = descendants
    .filter(({ visibility }) => visibility === 'public' || visibility === 'unlisted')
    .map((one): Reply => {
      const { account, spoiler_text: warning, content, language } = one;
      return {
        url: one.url,
        author: { name: account.display_name || account.acct, url: account.url },
        date: one.created_at,
        // What its author wants to be hidden at first stays behind the link.
        text: warning || withoutMentions(textOfHtml(content)),
        lang: language,
      };
    });
  return threadOf('Mastodon', url, { replies, likes: root.favourites_count, reposts: root.reblogs_count });
}

/** Replies begin with the names of those whom they answer. */
const withoutMentions = (reply: string) => reply.trim().replace(/^(?:@[\w.@-]+\s+)+/, '');

const facet = z.object({
  index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
  features: listOf(z.object({ uri: text })),
});
const record = z.object({
  text,
  createdAt: text,
  langs: z.array(text).optional().catch(undefined),
  facets: listOf(facet).optional().catch(undefined),
});
const labels = z
  .array(z.object({ val: text }))
  .optional()
  .catch(undefined);
const post = z.object({
  uri: text,
  author: z.object({ handle: text, displayName: optionalText.catch(undefined), labels }),
  record,
  labels,
});
const node = z.object({ post, replies: z.array(z.unknown()).optional().catch(undefined) });
const rootPost = z.object({
  thread: z.object({
    post: z.object({ likeCount: count, repostCount: count }),
    replies: z.array(z.unknown()).optional().catch(undefined),
  }),
  threadgate: z
    .object({ record: z.object({ hiddenReplies: z.array(text) }) })
    .optional()
    .catch(undefined),
});

/** The label of people who want to be seen only by users of Bluesky. */
const onlyForUsers = '!no-unauthenticated';

/** How deep a thread is read. */
const MAX_DEPTH = 20;

/**
 * The replies to a post on Bluesky (https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread).
 *
 * @param api the origin of the API
 */
export async function blueskyThread(
  { url, author, id }: Discussion,
  api: string,
  getJson: GetJson,
): Promise<Thread> {
  const uri = `at://${author}/app.bsky.feed.post/${id}`;
  const parameters = new URLSearchParams({ uri, depth: String(MAX_DEPTH), parentHeight: '0' });
  const { thread, threadgate } = rootPost.parse(
    await getJson(`${api}/xrpc/app.bsky.feed.getPostThread?${parameters}`),
  );
  const hidden = new Set(threadgate?.record.hiddenReplies);
  const replies: Reply[] = [];
  const waiting = (thread.replies ?? []).map((one) => ({ one, depth: 1 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const parsed = node.safeParse(next.one);
    if (!parsed.success) continue;
    const { post: reply, replies: answers = [] } = parsed.data;
    // The author of the post has hidden it, and with it what answers it.
    if (hidden.has(reply.uri)) continue;
    if (next.depth < MAX_DEPTH) for (const one of answers) waiting.push({ one, depth: next.depth + 1 });
    if (reply.labels?.length || reply.author.labels?.some(({ val }) => val === onlyForUsers)) continue;
    const { handle, displayName } = reply.author;
    const profile = `https://bsky.app/profile/${encodeURIComponent(handle)}`;
    replies.push({
      url: `${profile}/post/${encodeURIComponent(reply.uri.split('/').at(-1) ?? '')}`,
      author: { name: displayName || handle, url: profile },
      date: reply.record.createdAt,
      text: withLinks(reply.record),
      lang: reply.record.langs?.[0],
    });
  }
  return threadOf('Bluesky', url, {
    replies,
    likes: thread.post.likeCount,
    reposts: thread.post.repostCount,
  });
}

/** The text of a post with the URLs of its links, which it has only shortened. Their places are in bytes of UTF-8. */
function withLinks({ text: written, facets = [] }: z.output<typeof record>): string {
  let bytes: Buffer = Buffer.from(written);
  for (const { index, features } of facets.toSorted((a, b) => b.index.byteStart - a.index.byteStart)) {
    const [link] = features;
    const { byteStart: start, byteEnd: end } = index;
    if (!link || !/^https?:/.test(link.uri) || !(start >= 0 && start < end && end <= bytes.length)) continue;
    bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(link.uri), bytes.subarray(end)]);
  }
  return bytes.toString();
}

const mention = z.object({
  url: text,
  author: z.object({ name: optionalText, url: optionalText }).optional().catch(undefined),
  published: optionalText.catch(undefined),
  'wm-received': text,
  'wm-property': text,
  'wm-target': text,
  'wm-private': z.unknown().optional(),
  name: optionalText.catch(undefined),
  content: z
    .object({ text: optionalText.catch(undefined), html: optionalText.catch(undefined) })
    .optional()
    .catch(undefined),
});
const mentions = z.object({ children: z.array(z.unknown()) });

/** How many posts one request covers. */
const POSTS_PER_REQUEST = 10;
/** The largest page of the API. */
const PER_PAGE = 1000;
const MAX_PAGES = 20;

/**
 * The webmentions of posts, from a service with the API of webmention.io (https://github.com/aaronpk/webmention.io#api).
 *
 * @param api the origin of the service
 * @param posts each with all URLs that others may know it by, the canonical one first
 * @returns the thread of each post that has one, by its URL
 */
export async function webmentionThreads(
  api: string,
  posts: readonly (readonly [url: string, ...others: string[]])[],
  getJson: GetJson,
): Promise<Map<string, Thread>> {
  const threads = new Map<string, Thread>();
  for (let at = 0; at < posts.length; at += POSTS_PER_REQUEST) {
    const some = posts.slice(at, at + POSTS_PER_REQUEST);
    const children = await mentionsOf(api, some.flat(), getJson);
    for (const urls of some) {
      const own = children.filter((one) => urls.includes(one['wm-target']) && one['wm-private'] !== true);
      if (own.length === 0) continue;
      const countOf = (property: string) => own.filter((one) => one['wm-property'] === property).length;
      const replies = own.filter(({ 'wm-property': property }) =>
        /^(?:in-reply-to|mention-of)$/.test(property),
      );
      const [url] = urls;
      threads.set(
        url,
        threadOf('Webmention', url, {
          replies: replies.map(replyOf),
          likes: countOf('like-of'),
          reposts: countOf('repost-of'),
        }),
      );
    }
  }
  return threads;
}

async function mentionsOf(api: string, targets: readonly string[], getJson: GetJson) {
  const found: z.output<typeof mention>[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const parameters = new URLSearchParams({ 'per-page': String(PER_PAGE), page: String(page) });
    for (const target of targets) parameters.append('target[]', target);
    const { children } = mentions.parse(await getJson(`${api}/api/mentions.jf2?${parameters}`));
    found.push(...children.flatMap((one) => mention.safeParse(one).data ?? []));
    if (children.length < PER_PAGE) break;
  }
  return found;
}

/** In characters: of a page that only mentions a post, its title or beginning is enough. */
const MENTION_LENGTH = 280;

function replyOf(one: z.output<typeof mention>): Reply {
  const { url, author, name, content } = one;
  const said = content?.html ? textOfHtml(content.html) : (content?.text ?? '');
  const isReply = one['wm-property'] === 'in-reply-to';
  return {
    url,
    author: {
      name: author?.name || hostOf(url),
      url: author?.url?.startsWith('http') ? author.url : undefined,
    },
    date: one.published && !Number.isNaN(Date.parse(one.published)) ? one.published : one['wm-received'],
    text: isReply ? said || name || url : name || shortened(cleanText(said), MENTION_LENGTH) || url,
  };
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : url);
