import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import { encodePath } from '@/lib/content/addresses';
import { languageAttributes } from '@/lib/language';
import { findSeries, partsOf } from '@/lib/posts';

/** The series that a post is part of, with the other parts. */
export function SeriesParts({ post }: { post: Post }): ReactElement | null {
  const series = post.series === undefined ? undefined : findSeries(post.series);
  if (!series) return null;
  return (
    <nav aria-labelledby="series" className="my-12 border-t border-rule pt-4">
      <h2 id="series" className="label">
        Series: <a href={encodePath(series.path)}>{series.title}</a>
      </h2>
      <ol className="mt-2 grid list-decimal gap-1 ps-6 marker:text-muted">
        {partsOf(series).map((part) => (
          <li key={part.slug} {...languageAttributes(part.lang)}>
            {part.slug === post.slug ? (
              <span aria-current="page">{part.title}</span>
            ) : (
              <a href={encodePath(part.path)}>{part.title}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
