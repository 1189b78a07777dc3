import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { ColumnSlot, pageWidth } from '@/components/replaceable';
import { Prose } from '@/components/site/Prose';
import { site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { ContentPageProps } from '@/lib/pages/props';
import { pagePath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ slug: string }>;
}

async function pageProps({ params }: Props): Promise<ContentPageProps> {
  return propsOf('/[slug]', pagePath(decodeURIComponent((await params).slug)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = await pageProps(props);
  return pageMetadata({
    title: page.title,
    description: page.summary || site.description,
    path: page.href,
    language: page.lang,
    noindex: page.noindex,
  });
}

export default async function ContentPage(props: Props): Promise<ReactElement> {
  const page = await pageProps(props);
  return (
    <main id="main">
      <PageTitle title={page.title} lang={page.lang}>
        {page.description && <p>{page.description}</p>}
      </PageTitle>
      <ColumnSlot at="afterTitle" of={{ page }} className={pageWidth} />
      <ColumnSlot at="beforeBody" of={{ page }} className={pageWidth} />
      <Prose of={page.body} lang={page.lang} />
      <ColumnSlot at="afterBody" of={{ page }} className={pageWidth} />
    </main>
  );
}
