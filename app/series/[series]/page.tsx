import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { ListData } from '@/components/list/ListData';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { ColumnSlot, pageWidth } from '@/components/replaceable';
import { Prose } from '@/components/site/Prose';
import { messages } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { cardOf, pageMetadata } from '@/lib/pages/metadata';
import type { SeriesProps } from '@/lib/pages/props';
import { seriesPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ series: string }>;
}

async function seriesProps({ params }: Props): Promise<SeriesProps> {
  return propsOf('/series/[series]', seriesPath(decodeURIComponent((await params).series)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { title, summary, href } = await seriesProps(props);
  return pageMetadata({
    title,
    description: summary || messages.series.description(title),
    path: href,
    image: cardOf(href, title),
  });
}

export default async function SeriesPage(props: Props): Promise<ReactElement> {
  const series = await seriesProps(props);
  return (
    <main id="main" className="h-feed">
      <PageTitle label={messages.series.label} title={series.title}>
        {series.description && <p>{series.description}</p>}
      </PageTitle>
      <ColumnSlot at="afterTitle" of={{ series }} className={pageWidth} />
      <ColumnSlot at="beforeBody" of={{ series }} className={pageWidth} />
      <Prose of={series.body} />
      <ColumnSlot at="afterBody" of={{ series }} className={pageWidth} />
      <section aria-labelledby="parts" className="mx-auto mt-14 w-full max-w-page px-5">
        <h2 id="parts" className="label mb-3">
          {messages.series.parts}
        </h2>
        <PostList posts={series.parts} level="h3" />
      </section>
      <ListData title={series.title} href={series.href} items={series.parts} />
    </main>
  );
}
