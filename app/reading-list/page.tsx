import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { messages } from '@/lib/config/site';
import { layoutProps } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({
  title: messages.readingList.title,
  description: messages.readingList.description,
  path: '/reading-list/',
  noindex: true,
});

export default async function ReadingList(): Promise<ReactElement> {
  const { modules } = await layoutProps();
  return (
    <main id="main">
      <PageTitle title={messages.readingList.title} />
      <div className="dump page-width">
        <div className="column">
          <p hidden data-missing role="status" className="mb-5 text-accent">
            {messages.readingList.missing}
          </p>
          <p className="text-muted">{messages.readingList.description}</p>
          <noscript>
            <p className="mt-5">{messages.readingList.withoutScript}</p>
          </noscript>
          <p hidden data-empty className="mt-5">
            {messages.readingList.empty}
          </p>
          <ul data-saved className="mt-8" />
        </div>
      </div>
      <script type="module" src={modules['reading-list']} />
    </main>
  );
}
