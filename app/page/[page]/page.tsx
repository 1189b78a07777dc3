import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { HomeList } from '@/components/list/HomeList';
import { listPath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import type { ListCopy } from '@/lib/pages/copy';
import { copyOf } from '@/lib/press/copy';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ page: string }>;
}

async function listCopy({ params }: Props): Promise<ListCopy> {
  return copyOf('/page/[page]', listPath('/', Number((await params).page)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page } = await listCopy(props);
  return pageMetadata({
    title: `Articles, page ${page}`,
    description: `${site.description} Page ${page}.`,
    path: listPath('/', page),
  });
}

export default async function HomePage(props: Props): Promise<ReactElement> {
  return (
    <main id="main">
      <HomeList list={await listCopy(props)} />
    </main>
  );
}
