import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { encodePath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { authors, postsBy, summaryOf } from '@/lib/posts';
import { site } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: 'Authors',
  description: `Who writes ${site.title}.`,
  path: '/authors/',
});

export default function Authors(): ReactElement {
  return (
    <main id="main">
      <PageTitle title="Authors">{authors.length === 0 && <p>No authors yet.</p>}</PageTitle>
      <ul className="mx-auto grid w-full max-w-page px-5 pt-8">
        {authors.map((author) => (
          <li key={author.slug} className="grid gap-x-8 border-t border-rule py-6 lg:grid-cols-dump">
            <p className="label pt-1.5">
              {postsBy(author).length} {postsBy(author).length === 1 ? 'article' : 'articles'}
            </p>
            <div>
              <h2 className="text-title font-semibold tracking-tight">
                <a href={encodePath(author.path)} className="no-underline hover:underline">
                  {author.name}
                </a>
              </h2>
              <p className="mt-2 text-muted">{summaryOf(author)}</p>
            </div>
          </li>
        ))}
      </ul>
    </main>
  );
}
