import type { ReactElement } from 'react';
import { webmentionEndpoint } from '@/lib/config/conversation';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { formatDay } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';
import { dayIn } from '@/lib/util/dates';

/** What the links to what others wrote are to search engines and the sites they lead to. */
const rel = 'nofollow ugc external noopener';

/** Replies to a post from other sites, as `npm run conversation` has fetched them. Nothing is loaded from there. */
export function Conversation({ href, conversation }: PostProps): ReactElement | null {
  const { threads, replies, likes, reposts } = conversation;
  const webmentions = site.conversation?.webmentions;
  if (threads.length === 0 && webmentions === undefined) return null;
  const { title, replyOn, moreOn, sendLabel, send } = messages.conversation;
  const counts = [
    replies.length > 0 && messages.conversation.replies(replies.length),
    likes > 0 && messages.conversation.likes(likes),
    reposts > 0 && messages.conversation.reposts(reposts),
  ].filter(Boolean);
  return (
    <section aria-labelledby="conversation-title" className="mt-14 border-t border-rule pt-4">
      <h2 id="conversation-title" className="label">
        {title}
        {counts.length > 0 && `: ${counts.join(' · ')}`}
      </h2>
      {replies.length > 0 && (
        <ol className="replies">
          {replies.map(({ url, author, date, text, lang, service }) => (
            <li key={url} className="u-comment h-cite">
              <p className="label">
                <a className="p-author h-card" rel={rel} href={author.url ?? url} dir="auto">
                  {author.name}
                </a>{' '}
                ·{' '}
                <a className="u-url" rel={rel} href={url}>
                  <time className="dt-published" dateTime={date}>
                    {formatDay(dayIn(new Date(date), site.timeZone ?? 'UTC'), site.language)}
                  </time>
                </a>
                {service !== 'Webmention' && ` · ${service}`}
              </p>
              <div className="p-content" lang={lang} dir="auto">
                {text.split('\n\n').map((paragraph, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never move
                  <p key={at}>{linked(paragraph)}</p>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
      {threads.length > 0 && (
        <p className="label">
          {threads.map(({ service, url, more }) => (
            <a key={url} className="me-4" rel="external noopener" href={url}>
              {more > 0 ? moreOn(more, service) : replyOn(service)}
            </a>
          ))}
        </p>
      )}
      {webmentions !== undefined && (
        <details>
          <summary className="label cursor-pointer py-3">{messages.conversation.webmention}</summary>
          <form action={webmentionEndpoint(webmentions)} method="post" className="response">
            <input type="hidden" name="target" value={absoluteUrl(href)} />
            <label className="label">
              {sendLabel}
              <input type="url" name="source" required placeholder="https://" />
            </label>
            <button type="submit" className="button">
              {send}
            </button>
          </form>
        </details>
      )}
    </section>
  );
}

/** A text whose URLs are links. */
function linked(text: string): (string | ReactElement)[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]])/).map((part, at) =>
    at % 2 === 1 && URL.canParse(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
      <a key={at} rel={rel} href={part}>
        {part.replace(/^https?:\/\/(?:www\.)?/, '')}
      </a>
    ) : (
      part
    ),
  );
}
