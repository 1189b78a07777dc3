import type { Page } from 'contentlayer/generated';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { Prose } from '@/components/site/Prose';
import { encodePath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { findPage, pages, summaryOf } from '@/lib/posts';
import { decodeParam, found, orNothing } from '@/lib/print';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ page: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { page: string }[] {
  return orNothing(pages.map((page) => page.slug)).map((page) => ({ page }));
}

async function pageOf({ params }: Props): Promise<Page> {
  return found(findPage(decodeParam((await params).page)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = await pageOf(props);
  return pageMetadata({
    title: page.title,
    description: summaryOf(page) || site.description,
    path: encodePath(page.path),
    language: page.lang,
    noindex: page.noindex,
  });
}

export default async function ContentPage(props: Props): Promise<ReactElement> {
  const page = await pageOf(props);
  return (
    <main id="main">
      <PageTitle title={page.title} lang={page.lang}>
        {page.description && <p>{page.description}</p>}
      </PageTitle>
      <Prose bodyFile={page.bodyFile} lang={page.lang} />
    </main>
  );
}
