import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { encodePath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { posts, series, years } from '@/lib/posts';
import { site } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: 'Archive',
  description: `Every article of ${site.title}, by year.`,
  path: '/archive/',
});

export default function Archive(): ReactElement {
  return (
    <main id="main">
      <PageTitle title="Archive">
        <p>
          {posts.length} {posts.length === 1 ? 'article' : 'articles'}
          {series.length > 0 && ', some of them in series: '}
          {series.map((one, at) => (
            <span key={one.slug}>
              {at > 0 && ', '}
              <a href={encodePath(one.path)}>{one.title}</a>
            </span>
          ))}
          .
        </p>
      </PageTitle>
      {years.map(({ year, posts: inYear }) => (
        <section key={year} aria-labelledby={`y${year}`} className="mx-auto w-full max-w-page px-5 pt-10">
          <h2 id={`y${year}`} className="mb-3 text-title font-semibold tracking-tight lg:ms-[13rem]">
            {year}
          </h2>
          <PostList posts={inYear} level="h3" brief />
        </section>
      ))}
    </main>
  );
}
