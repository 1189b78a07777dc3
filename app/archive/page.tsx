import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { pageMetadata } from '@/lib/metadata';
import { copyOf } from '@/lib/press/copy';
import { site } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: 'Archive',
  description: `Every article of ${site.title}, by year.`,
  path: '/archive/',
});

export default async function Archive(): Promise<ReactElement> {
  const { count, series, years } = await copyOf('/archive', '/archive/');
  return (
    <main id="main">
      <PageTitle title="Archive">
        <p>
          {count} {count === 1 ? 'article' : 'articles'}
          {series.length > 0 && ', some of them in series: '}
          {series.map(({ href, title }, at) => (
            <span key={href}>
              {at > 0 && ', '}
              <a href={href}>{title}</a>
            </span>
          ))}
          .
        </p>
      </PageTitle>
      {years.map(({ year, posts }) => (
        <section key={year} aria-labelledby={`y${year}`} className="mx-auto w-full max-w-page px-5 pt-10">
          <h2 id={`y${year}`} className="mb-3 text-title font-semibold tracking-tight lg:ms-[13rem]">
            {year}
          </h2>
          <PostList posts={posts} level="h3" />
        </section>
      ))}
    </main>
  );
}
