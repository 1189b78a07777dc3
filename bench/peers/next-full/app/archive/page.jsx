import { Link } from '@/components/Link';
import { PostDate } from '@/components/PostDate';
import { pathOf, posts } from '@/lib/posts';

const years = [...new Set(posts.map((post) => post.date.slice(0, 4)))];

export const metadata = { title: 'Archive' };

export default function Archive() {
  return (
    <>
      <h1>Archive</h1>
      {years.map((year) => (
        <section key={year}>
          <h2>{year}</h2>
          <ul>
            {posts
              .filter((post) => post.date.startsWith(year))
              .map((post) => (
                <li key={post.slug}>
                  <Link href={pathOf(post)}>{post.title}</Link> <PostDate date={post.date} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
