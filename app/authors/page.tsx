import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { GroupList } from '@/components/list/GroupList';
import { ListData } from '@/components/list/ListData';
import { PageTitle } from '@/components/list/PageTitle';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({
  title: messages.authors.title,
  description: messages.authors.description(site.title),
  path: '/authors/',
});

export default async function Authors(): Promise<ReactElement> {
  const { authors } = await propsOf('/authors', '/authors/');
  return (
    <main id="main">
      <PageTitle title={messages.authors.title}>
        {authors.length === 0 && <p>{messages.authors.none}</p>}
      </PageTitle>
      <GroupList groups={authors} />
      <ListData
        title={messages.authors.title}
        href="/authors/"
        items={authors.map(({ href, name: title }) => ({ href, title }))}
      />
    </main>
  );
}
