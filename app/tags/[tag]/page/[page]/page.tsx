import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { TagList } from '@/components/list/TagList';
import { encodePath, listPath, nothing, tagPath } from '@/lib/content/addresses';
import { laterPages } from '@/lib/lists';
import { pageMetadata } from '@/lib/metadata';
import { findTag, tags } from '@/lib/posts';
import { decodeParam, found } from '@/lib/print';
import { site } from '@/lib/site';

interface Props {
  params: Promise<{ tag: string; page: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { tag: string; page: string }[] {
  const pages = tags.flatMap((tag) => laterPages(tag.posts).map((page) => ({ tag: tag.slug, page })));
  return pages.length > 0 ? pages : [{ tag: nothing, page: nothing }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tag: slug, page } = await params;
  const tag = found(findTag(decodeParam(slug)));
  return pageMetadata({
    title: `${tag.name}, page ${page}`,
    description: `What ${site.title} has written about ${tag.name}. Page ${page}.`,
    path: encodePath(listPath(tagPath(tag.slug), Number(page))),
    feeds: { path: encodePath(tagPath(tag.slug)), title: `${tag.name} · ${site.title}` },
  });
}

export default async function TagLaterPage({ params }: Props): Promise<ReactElement> {
  const { tag, page } = await params;
  return (
    <main id="main">
      <TagList slug={decodeParam(tag)} page={Number(page)} />
    </main>
  );
}
