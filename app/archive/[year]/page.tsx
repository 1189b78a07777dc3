import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { Phrase } from '@/components/site/Phrase';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { YearProps } from '@/lib/pages/props';
import { yearPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ year: string }>;
}

async function yearProps({ params }: Props): Promise<YearProps> {
  return propsOf('/archive/[year]', yearPath((await params).year));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, year } = await yearProps(props);
  return pageMetadata({
    title: messages.archive.titleOf(year),
    description: messages.archive.descriptionOf(site.title, year),
    path: href,
  });
}

export default async function ArchiveYear(props: Props): Promise<ReactElement> {
  const { year, posts, older, newer } = await yearProps(props);
  return (
    <main id="main" className="h-feed">
      <PageTitle label={messages.archive.title} title={year}>
        <p>
          <Phrase of={messages.archive.ofAllYears(messages.lists.count(posts.length))} to={['/archive/']} />
        </p>
      </PageTitle>
      <section aria-label={year} className="page-width pt-10">
        <PostList posts={posts} />
        <nav
          aria-label={messages.archive.years}
          className="flex justify-between border-t border-rule pt-6 lg:ms-[13rem]"
        >
          {newer ? (
            <a href={newer.href} rel="prev" className="py-2">
              {newer.year}
            </a>
          ) : (
            <span />
          )}
          {older && (
            <a href={older.href} rel="next" className="py-2">
              {older.year}
            </a>
          )}
        </nav>
      </section>
    </main>
  );
}
