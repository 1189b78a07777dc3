import { replaceable } from '@/components/replaceable';
import { Pagination } from './Pagination';
import { PostList } from './PostList';

/** One page of a list of posts, with pagination. */
export const ListPage = replaceable('ListPage', function ListPage({ list, level, empty }) {
  return (
    <div className="page-width pt-8">
      {list.posts.length > 0 ? (
        <PostList posts={list.posts} level={level} />
      ) : (
        <p className="lg:ms-[13rem]">{empty}</p>
      )}
      <Pagination {...list} />
    </div>
  );
});
