import type { Series } from 'contentlayer/generated';
import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { Prose } from '@/components/site/Prose';
import { encodePath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { findSeries, partsOf, series, summaryOf } from '@/lib/posts';
import { decodeParam, found, orNothing } from '@/lib/print';

interface Props {
  params: Promise<{ series: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { series: string }[] {
  return orNothing(series.map((one) => one.slug)).map((slug) => ({ series: slug }));
}

async function seriesOf({ params }: Props): Promise<Series> {
  return found(findSeries(decodeParam((await params).series)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const one = await seriesOf(props);
  return pageMetadata({
    title: one.title,
    description: summaryOf(one) || `The series “${one.title}”.`,
    path: encodePath(one.path),
  });
}

export default async function SeriesPage(props: Props): Promise<ReactElement> {
  const one = await seriesOf(props);
  return (
    <main id="main">
      <PageTitle label="Series" title={one.title}>
        {one.description && <p>{one.description}</p>}
      </PageTitle>
      <Prose bodyFile={one.bodyFile} />
      <section aria-labelledby="parts" className="mx-auto mt-14 w-full max-w-page px-5">
        <h2 id="parts" className="label mb-3">
          Parts, in the order to read them
        </h2>
        <PostList posts={partsOf(one)} level="h3" />
      </section>
    </main>
  );
}
