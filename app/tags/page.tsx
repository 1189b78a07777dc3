import type { Metadata } from 'next';
import type { ReactElement } from 'react';
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
      <ul className="mx-auto grid w-full max-w-page px-5 pt-8">
        {topics.map(({ href, name, count }) => (
          <li key={href} className="dump border-t border-rule py-3">
            <p className="label pt-1">{messages.lists.count(count)}</p>
            <a href={href} className="text-title font-semibold tracking-tight no-underline hover:underline">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <ListData
        title={messages.topics.title}
        href="/tags/"
        items={topics.map(({ href, name: title }) => ({ href, title }))}
      />
    </main>
  );
}
