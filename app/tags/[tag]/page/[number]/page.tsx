import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { TagList } from '@/components/list/TagList';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import type { TopicProps } from '@/lib/pages/props';
import { listPath, tagPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ tag: string; number: string }>;
}

async function topicProps({ params }: Props): Promise<TopicProps> {
  const { tag, number } = await params;
  return propsOf('/tags/[tag]/page/[number]', listPath(tagPath(decodeURIComponent(tag)), Number(number)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, name, list } = await topicProps(props);
  return pageMetadata({
    title: messages.lists.pageOf(name, list.page),
    description: messages.lists.descriptionOf(messages.topics.about(site.title, name), list.page),
    path: listPath(href, list.page),
    feeds: { path: href, title: `${name} · ${site.title}` },
  });
}

export default async function TagLaterPage(props: Props): Promise<ReactElement> {
  return (
    <main id="main" className="h-feed">
      <TagList {...(await topicProps(props))} />
    </main>
  );
}
