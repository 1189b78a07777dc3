import type { Post } from 'contentlayer/generated';
import type { ReactElement } from 'react';
import type { ListPage as Page } from '@/lib/lists';
import { Pagination } from './Pagination';
import { PostList } from './PostList';

/** One page of a list of posts, with the way to the others. */
export function ListPage({
  list,
  path,
  empty,
}: {
  list: Page<Post>;
  path: string;
  empty: string;
}): ReactElement {
  return (
    <div className="mx-auto w-full max-w-page px-5 pt-8">
      {list.items.length > 0 ? <PostList posts={list.items} /> : <p className="lg:ms-[13rem]">{empty}</p>}
      <Pagination list={path} page={list.page} last={list.last} />
    </div>
  );
}
