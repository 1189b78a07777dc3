import { pathOf } from '@/lib/posts';
import { postsPerPage } from '@/lib/site';
import { Link } from './Link';
import { PostDate } from './PostDate';

/** One page of a list of posts. `base` is the address of the first page. */
export function PostList({ posts, page = 1, base }) {
  const last = Math.ceil(posts.length / postsPerPage);
  const addressOf = (number) => (number === 1 ? base : `${base}page/${number}/`);
  return (
    <>
      <ul className="posts">
        {posts.slice((page - 1) * postsPerPage, page * postsPerPage).map((post) => (
          <li key={post.slug}>
            <h2>
              <Link href={pathOf(post)}>{post.title}</Link>
            </h2>
            <p className="meta">
              <PostDate date={post.date} />
            </p>
            {post.description && <p>{post.description}</p>}
          </li>
        ))}
      </ul>
      {last > 1 && (
        <nav aria-label="Pages">
          {page > 1 && (
            <Link rel="prev" href={addressOf(page - 1)}>
              Newer
            </Link>
          )}
          <span>
            Page {page} of {last}
          </span>
          {page < last && (
            <Link rel="next" href={addressOf(page + 1)}>
              Older
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
