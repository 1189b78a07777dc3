import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { TagList } from '@/components/list/TagList';
import { encodePath, tagPath } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { findTag, tags } from '@/lib/posts';
import { decodeParam, found, orNothing } from '@/lib/print';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ tag: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { tag: string }[] {
  return orNothing(tags.map((tag) => tag.slug)).map((tag) => ({ tag }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const tag = found(findTag(decodeParam((await params).tag)));
  const path = encodePath(tagPath(tag.slug));
  return pageMetadata({
    title: tag.name,
    description: `What ${site.title} has written about ${tag.name}.`,
    path,
    feeds: { path, title: `${tag.name} · ${site.title}` },
  });
}

export default async function TagPage({ params }: Props): Promise<ReactElement> {
  return (
    <main id="main">
      <TagList slug={decodeParam((await params).tag)} page={1} />
    </main>
  );
}
