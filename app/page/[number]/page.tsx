import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { ListData } from '@/components/list/ListData';
import { ListPage } from '@/components/list/ListPage';
import { PageTitle } from '@/components/list/PageTitle';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { ListProps } from '@/lib/pages/props';
import { listPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ number: string }>;
}

async function listProps({ params }: Props): Promise<ListProps> {
  return propsOf('/page/[number]', listPath('/', Number((await params).number)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { page } = await listProps(props);
  return pageMetadata({
    title: messages.lists.pageOf(messages.lists.articles, page),
    description: messages.lists.descriptionOf(site.description, page),
    path: listPath('/', page),
  });
}

export default async function HomePage(props: Props): Promise<ReactElement> {
  const list = await listProps(props);
  return (
    <main id="main" className="h-feed">
      <PageTitle title={messages.lists.pageOf(messages.lists.articles, list.page)} />
      <ListPage list={list} empty="" />
      <ListData title={messages.lists.articles} href={listPath('/', list.page)} items={list.posts} />
    </main>
  );
}
