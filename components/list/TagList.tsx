import type { ReactElement } from 'react';
import { feedFiles } from '@/lib/content/addresses';
import type { TopicCopy } from '@/lib/pages/copy';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** A page of the posts about a topic. */
export function TagList({ href, name, count, list }: TopicCopy): ReactElement {
  const { page } = list;
  return (
    <>
      <PageTitle label="Topic" title={page === 1 ? name : `${name}, page ${page}`}>
        <p>
          {count} {count === 1 ? 'article' : 'articles'}, <a href={href + feedFiles.rss}>also as a feed</a>.
        </p>
      </PageTitle>
      <ListPage list={list} empty="" />
    </>
  );
}
