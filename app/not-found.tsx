import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { feedLinks } from '@/lib/metadata';
import { copyOf } from '@/lib/press/copy';
import { site } from '@/lib/site';

export const metadata: Metadata = {
  title: `Not found · ${site.title}`,
  description: 'There is no page at this address.',
  alternates: { types: feedLinks() },
};

export default async function NotFound(): Promise<ReactElement> {
  const { latest } = await copyOf('/_not-found', '/404.html');
  return (
    <main id="main">
      <PageTitle label="404" title="Out of bounds">
        <p>
          There is no page at this address. It may have been mistyped, or never written. The{' '}
          <a href="/archive/">archive</a> lists everything that is here, and <a href="/search/">search</a>{' '}
          looks through it.
        </p>
      </PageTitle>
      <section aria-labelledby="latest" className="mx-auto mt-10 w-full max-w-page px-5">
        <h2 id="latest" className="label mb-3">
          Latest articles
        </h2>
        <PostList posts={latest} level="h3" />
      </section>
    </main>
  );
}
