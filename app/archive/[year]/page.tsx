import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { yearPath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import type { YearCopy } from '@/lib/pages/copy';
import { copyOf } from '@/lib/press/copy';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ year: string }>;
}

async function yearCopy({ params }: Props): Promise<YearCopy> {
  return copyOf('/archive/[year]', yearPath((await params).year));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, year } = await yearCopy(props);
  return pageMetadata({
    title: `Archive of ${year}`,
    description: `Every article of ${site.title} from ${year}.`,
    path: href,
  });
}

export default async function ArchiveYear(props: Props): Promise<ReactElement> {
  const { year, posts, older, newer } = await yearCopy(props);
  return (
    <main id="main">
      <PageTitle label="Archive" title={year}>
        <p>
          {posts.length} {posts.length === 1 ? 'article' : 'articles'}, of <a href="/archive/">all years</a>.
        </p>
      </PageTitle>
      <section aria-label={year} className="mx-auto w-full max-w-page px-5 pt-10">
        <PostList posts={posts} />
        <nav aria-label="Years" className="flex justify-between border-t border-rule pt-6 lg:ms-[13rem]">
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
