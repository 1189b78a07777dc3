import type { ReactElement } from 'react';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { PostLink, PostProps } from '@/lib/pages/props';

/** Links to the previous and next posts by date. */
export function Neighbors({ older, newer }: Pick<PostProps, 'older' | 'newer'>): ReactElement | null {
  if (!older && !newer) return null;
  const link = (post: PostLink, rel: string, label: string) => (
    <p>
      <span className="label block">{label}</span>
      <a href={post.href} rel={rel} {...languageAttributes(post.lang)}>
        {post.title}
      </a>
    </p>
  );
  return (
    <nav
      aria-label={messages.post.neighbors}
      className="mt-10 grid gap-6 border-t border-rule pt-6 sm:grid-cols-2"
    >
      {older ? link(older, 'prev', messages.post.previous) : <span />}
      {newer && <div className="sm:text-end">{link(newer, 'next', messages.post.next)}</div>}
    </nav>
  );
}
