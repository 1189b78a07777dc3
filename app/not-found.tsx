import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { Phrase } from '@/components/site/Phrase';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { feedLinks } from '@/lib/pages/metadata';

export const metadata: Metadata = {
  title: `${messages.notFound.title} · ${site.title}`,
  description: messages.notFound.description,
  alternates: { types: feedLinks() },
};

export default async function NotFound(): Promise<ReactElement> {
  const { latest } = await propsOf('/_not-found', '/404.html');
  return (
    <main id="main">
      <PageTitle label="404" title={messages.notFound.heading}>
        <p>
          <Phrase of={messages.notFound.text} to={['/archive/', '/search/']} />
        </p>
      </PageTitle>
      <section aria-labelledby="latest" className="mx-auto mt-10 w-full max-w-page px-5">
        <h2 id="latest" className="label mb-3">
          {messages.lists.latest}
        </h2>
        <PostList posts={latest} level="h3" />
      </section>
    </main>
  );
}
