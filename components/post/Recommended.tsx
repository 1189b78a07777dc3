import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import { encodePath } from '@/lib/content/addresses';
import { languageAttributes } from '@/lib/language';
import { summaryOf } from '@/lib/posts';

/** The posts to read next. */
export function Recommended({ posts }: { posts: readonly Post[] }): ReactElement | null {
  if (posts.length === 0) return null;
  return (
    <section id="recommended" aria-labelledby="recommended-title" className="mt-14">
      <h2 id="recommended-title" className="text-title font-semibold tracking-tight">
        Recommended posts
      </h2>
      <ol className="mt-4 grid">
        {posts.map((post) => (
          <li key={post.slug} {...languageAttributes(post.lang)} className="border-t border-rule py-4">
            <h3 className="text-body font-semibold">
              <a href={encodePath(post.path)} className="no-underline hover:underline">
                {post.title}
              </a>
            </h3>
            <p className="mt-1 text-small text-muted">{summaryOf(post)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
