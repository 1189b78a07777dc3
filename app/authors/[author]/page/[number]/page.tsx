import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { ListPage } from '@/components/list/ListPage';
import { PageTitle } from '@/components/list/PageTitle';
import { Phrase } from '@/components/site/Phrase';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { AuthorListProps } from '@/lib/pages/props';
import { authorPath, listPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ author: string; number: string }>;
}

async function listProps({ params }: Props): Promise<AuthorListProps> {
  const { author, number } = await params;
  return propsOf(
    '/authors/[author]/page/[number]',
    listPath(authorPath(decodeURIComponent(author)), Number(number)),
  );
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, name, list } = await listProps(props);
  return pageMetadata({
    title: messages.lists.pageOf(name, list.page),
    description: messages.lists.descriptionOf(messages.authors.articlesBy(name), list.page),
    path: listPath(href, list.page),
    feeds: { path: href, title: `${name} · ${site.title}` },
  });
}

export default async function AuthorLaterPage(props: Props): Promise<ReactElement> {
  const { href, name, list } = await listProps(props);
  return (
    <main id="main" className="h-feed">
      <PageTitle label={messages.authors.label} title={messages.lists.pageOf(name, list.page)}>
        <p>
          <Phrase of={messages.authors.moreBy(name)} to={[href]} />
        </p>
      </PageTitle>
      <ListPage list={list} empty="" />
    </main>
  );
}
