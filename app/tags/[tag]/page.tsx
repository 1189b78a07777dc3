import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { TagList } from '@/components/list/TagList';
import { messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { cardOf, pageMetadata } from '@/lib/pages/metadata';
import type { TopicProps } from '@/lib/pages/props';
import { tagPath } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ tag: string }>;
}

async function topicProps({ params }: Props): Promise<TopicProps> {
  return propsOf('/tags/[tag]', tagPath(decodeURIComponent((await params).tag)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { href, name } = await topicProps(props);
  return pageMetadata({
    title: name,
    description: messages.topics.about(site.title, name),
    path: href,
    image: cardOf(href, name),
    feeds: { path: href, title: `${name} · ${site.title}` },
  });
}

export default async function TagPage(props: Props): Promise<ReactElement> {
  return (
    <main id="main" className="h-feed">
      <TagList {...(await topicProps(props))} />
    </main>
  );
}
