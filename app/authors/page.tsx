import type { Metadata } from 'next';
import type { ReactElement } from 'react';
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
      <ul className="mx-auto grid w-full max-w-page px-5 pt-8">
        {authors.map(({ href, name, summary, count }) => (
          <li key={href} className="dump border-t border-rule py-6">
            <p className="label pt-1.5">{messages.lists.count(count)}</p>
            <div>
              <h2 className="text-title font-semibold tracking-tight">
                <a href={href} className="no-underline hover:underline">
                  {name}
                </a>
              </h2>
              <p className="mt-2 text-muted">{summary}</p>
            </div>
          </li>
        ))}
      </ul>
      <ListData
        title={messages.authors.title}
        href="/authors/"
        items={authors.map(({ href, name: title }) => ({ href, title }))}
      />
    </main>
  );
}
