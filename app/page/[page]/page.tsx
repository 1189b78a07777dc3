import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { HomeList } from '@/components/list/HomeList';
import { listPath } from '@/lib/content/addresses';
import { laterPages } from '@/lib/lists';
import { pageMetadata } from '@/lib/metadata';
import { posts } from '@/lib/posts';
import { orNothing } from '@/lib/print';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ page: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { page: string }[] {
  return orNothing(laterPages(posts)).map((page) => ({ page }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { page } = await params;
  return pageMetadata({
    title: `Articles, page ${page}`,
    description: `${site.description} Page ${page}.`,
    path: listPath('/', Number(page)),
  });
}

export default async function HomePage({ params }: Props): Promise<ReactElement> {
  const { page } = await params;
  return (
    <main id="main">
      <HomeList page={Number(page)} />
    </main>
  );
}
