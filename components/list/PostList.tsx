import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import { PostDate } from '@/components/post/PostDate';
import { encodePath } from '@/lib/content/addresses';
import { languageAttributes } from '@/lib/language';
import { summaryOf } from '@/lib/posts';

/**
 * Posts as the lines of a dump: the date at the left as the address, the title as what
 * stands there.
 *
 * @param level the heading level of the titles
 */
export function PostList({
  posts,
  level: Heading = 'h2',
  brief = false,
}: {
  posts: readonly Post[];
  level?: 'h2' | 'h3';
  brief?: boolean;
}): ReactElement {
  return (
    <ol className="grid">
      {posts.map((post) => (
        <li
          key={post.slug}
          className={`grid gap-x-8 border-t border-rule lg:grid-cols-dump ${brief ? 'py-3' : 'py-6'}`}
        >
          <p className="label pt-1.5">
            <PostDate post={post} />
            {!brief && <span className="lg:block max-lg:before:content-['_·_']">{post.minutes} min</span>}
          </p>
          <div {...languageAttributes(post.lang)}>
            <Heading className={brief ? 'text-body' : 'text-title font-semibold tracking-tight'}>
              <a href={encodePath(post.path)} className="no-underline hover:underline">
                {post.title}
              </a>
            </Heading>
            {!brief && <p className="mt-2 text-muted">{summaryOf(post)}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
