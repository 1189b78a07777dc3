import type { ReactElement } from 'react';
import type { ListProps } from '@/lib/pages/props';
import { Pagination } from './Pagination';
import { PostList } from './PostList';

/** One page of a list of posts, with pagination. */
export function ListPage({
  list,
  level,
  empty,
}: {
  list: ListProps;
  level?: 'h2' | 'h3';
  empty: string;
}): ReactElement {
  return (
    <div className="mx-auto w-full max-w-page px-5 pt-8">
      {list.posts.length > 0 ? (
        <PostList posts={list.posts} level={level} />
      ) : (
        <p className="lg:ms-[13rem]">{empty}</p>
      )}
      <Pagination {...list} />
    </div>
  );
}
