import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { encodePath, tagPath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { tags } from '@/lib/posts';
import { site } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: 'Topics',
  description: `Everything that ${site.title} has written about, by topic.`,
  path: '/tags/',
});

export default function Topics(): ReactElement {
  return (
    <main id="main">
      <PageTitle title="Topics">{tags.length === 0 && <p>No topics yet.</p>}</PageTitle>
      <ul className="mx-auto grid w-full max-w-page px-5 pt-8">
        {tags.map((tag) => (
          <li key={tag.slug} className="grid gap-x-8 border-t border-rule py-3 lg:grid-cols-dump">
            <p className="label pt-1">
              {tag.posts.length} {tag.posts.length === 1 ? 'article' : 'articles'}
            </p>
            <a
              href={encodePath(tagPath(tag.slug))}
              className="text-title font-semibold tracking-tight no-underline hover:underline"
            >
              {tag.name}
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
