import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import { encodePath } from '@/lib/content/addresses';
import { languageAttributes } from '@/lib/language';

/** The posts published before and after. */
export function Neighbours({
  older,
  newer,
}: {
  older: Post | undefined;
  newer: Post | undefined;
}): ReactElement | null {
  if (!older && !newer) return null;
  const link = (post: Post, rel: string, label: string) => (
    <p>
      <span className="label block">{label}</span>
      <a href={encodePath(post.path)} rel={rel} {...languageAttributes(post.lang)}>
        {post.title}
      </a>
    </p>
  );
  return (
    <nav aria-label="Previous and next" className="mt-10 grid gap-6 border-t border-rule pt-6 sm:grid-cols-2">
      {older ? link(older, 'prev', 'Previous') : <span />}
      {newer && <div className="sm:text-end">{link(newer, 'next', 'Next')}</div>}
    </nav>
  );
}
