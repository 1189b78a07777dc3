import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { ListData } from '@/components/list/ListData';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({
  title: messages.archive.title,
  description: messages.archive.description(site.title),
  path: '/archive/',
});

export default async function Archive(): Promise<ReactElement> {
  const { count, series, years, yearPages } = await propsOf('/archive', '/archive/');
  return (
    <main id="main" className="h-feed">
      <PageTitle title={messages.archive.title}>
        <p>
          {series.length > 0
            ? `${messages.archive.inSeries(messages.lists.count(count))} `
            : messages.lists.count(count)}
          {series.map(({ href, title }, at) => (
            <span key={href}>
              {at > 0 && ', '}
              <a href={href}>{title}</a>
            </span>
          ))}
          .
        </p>
      </PageTitle>
      {yearPages.length > 0 && (
        <ul aria-label={messages.archive.years} className="page-width pt-10">
          {yearPages.map(({ href, year, count }) => (
            <li key={href} className="dump border-t border-rule py-3">
              <span className="label pt-1.5">{messages.lists.count(count)}</span>
              <a href={href} className="text-title no-underline hover:underline">
                {year}
              </a>
            </li>
          ))}
        </ul>
      )}
      {years.map(({ year, posts }) => (
        <section key={year} aria-labelledby={`y${year}`} className="page-width pt-10">
          <h2 id={`y${year}`} className="mb-3 text-title lg:ms-[13rem]">
            {year}
          </h2>
          <PostList posts={posts} level="h3" />
        </section>
      ))}
      <ListData title={messages.archive.title} href="/archive/" items={years.flatMap(({ posts }) => posts)} />
    </main>
  );
}
