import type { ReactElement } from 'react';
import { commentsFrame, discussionsUrl } from '@/lib/config/comments';
import { messages, site } from '@/lib/config/site';
import type { PostProps } from '@/lib/pages/props';

/** A link to the comments on a post, which `lib/browser/comments.ts` replaces with the comments on a click. */
export function Comments({ href, title }: Pick<PostProps, 'href' | 'title'>): ReactElement | null {
  if (!site.comments) return null;
  const frame = commentsFrame(site.comments, { path: href, title, language: site.language });
  return (
    <section aria-labelledby="comments-title" className="mt-14 border-t border-rule pt-4">
      <h2 id="comments-title" className="label">
        {messages.post.comments}
      </h2>
      <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <a href={discussionsUrl(site.comments)} data-comments={frame} className="button">
          {messages.post.showComments}
        </a>
        <span className="label">{messages.post.commentsFrom('GitHub (giscus.app)')}</span>
      </p>
    </section>
  );
}
