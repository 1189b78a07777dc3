import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { GroupList } from '@/components/list/GroupList';
import { ListData } from '@/components/list/ListData';
import { PageTitle } from '@/components/list/PageTitle';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({
  title: messages.topics.title,
  description: messages.topics.description(site.title),
  path: '/tags/',
});

export default async function Topics(): Promise<ReactElement> {
  const { topics } = await propsOf('/tags', '/tags/');
  return (
    <main id="main">
      <PageTitle title={messages.topics.title}>
        {topics.length === 0 && <p>{messages.topics.none}</p>}
      </PageTitle>
      <GroupList groups={topics} />
      <ListData
        title={messages.topics.title}
        href="/tags/"
        items={topics.map(({ href, name: title }) => ({ href, title }))}
      />
    </main>
  );
}
