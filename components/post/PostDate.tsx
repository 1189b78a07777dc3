import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import { formatDay, languageAttributes } from '@/lib/language';
import { site } from '@/lib/site';

/** When a post was published: the day as its author wrote it, the moment for machines. */
export function PostDate({ post }: { post: Post }): ReactElement {
  const midnight = `${post.day}T00:00:00.000Z`;
  return (
    <time {...languageAttributes(post.lang)} dateTime={post.date === midnight ? post.day : post.date}>
      {formatDay(post.day, post.lang ?? site.language)}
    </time>
  );
}
