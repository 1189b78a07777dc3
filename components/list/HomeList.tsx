import type { ReactElement } from 'react';
import { pageOf } from '@/lib/lists';
import { posts } from '@/lib/posts';
import { found } from '@/lib/print';
import { site } from '@/lib/site';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** A page of the front page's list: the latest posts. */
export function HomeList({ page }: { page: number }): ReactElement {
  const list = found(pageOf(posts, page));
  return (
    <>
      <PageTitle title={page === 1 ? site.tagline : `Articles, page ${page}`}>
        {page === 1 && <p>{site.description}</p>}
      </PageTitle>
      <ListPage list={list} path="/" empty="Nothing is published yet." />
    </>
  );
}
