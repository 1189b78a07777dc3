import type { ReactElement } from 'react';
import { Phrase } from '@/components/site/Phrase';
import { words } from '@/lib/config/site';
import type { TopicProps } from '@/lib/pages/props';
import { feedFiles, listPath } from '@/lib/util/addresses';
import { ListData } from './ListData';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** A page of the posts about a topic. */
export function TagList({ href, name, count, list }: TopicProps): ReactElement {
  const { page } = list;
  return (
    <>
      <PageTitle label={words.topics.label} title={page === 1 ? name : words.lists.pageOf(name, page)}>
        <p>
          <Phrase of={words.topics.feed(words.lists.count(count))} to={[href + feedFiles.rss]} />
        </p>
      </PageTitle>
      <ListPage list={list} empty="" />
      <ListData title={name} href={listPath(href, page)} items={list.posts} />
    </>
  );
}
