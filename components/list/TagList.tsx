import type { ReactElement } from 'react';
import { Phrase } from '@/components/site/Phrase';
import { messages } from '@/lib/config/site';
import type { TopicProps } from '@/lib/pages/props';
import { feedFiles, listPath } from '@/lib/util/addresses';
import { ListData } from './ListData';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** One page of the posts of a topic. */
export function TagList({ href, name, count, list }: TopicProps): ReactElement {
  const { page } = list;
  return (
    <>
      <PageTitle label={messages.topics.label} title={page === 1 ? name : messages.lists.pageOf(name, page)}>
        <p>
          <Phrase of={messages.topics.feed(messages.lists.count(count))} to={[href + feedFiles.rss]} />
        </p>
      </PageTitle>
      <ListPage list={list} empty="" />
      <ListData title={name} href={listPath(href, page)} items={list.posts} />
    </>
  );
}
