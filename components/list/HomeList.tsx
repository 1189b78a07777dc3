import type { ReactElement } from 'react';
import type { ListCopy } from '@/lib/pages/copy';
import { site } from '@/lib/site';
import { ListPage } from './ListPage';
import { PageTitle } from './PageTitle';

/** A page of the front page's list: the latest posts. */
export function HomeList({ list }: { list: ListCopy }): ReactElement {
  const { page } = list;
  return (
    <>
      <PageTitle title={page === 1 ? site.tagline : `Articles, page ${page}`}>
        {page === 1 && <p>{site.description}</p>}
      </PageTitle>
      <ListPage list={list} empty="Nothing is published yet." />
    </>
  );
}
