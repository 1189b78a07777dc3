import { Link } from '@/components/Link';
import { tags } from '@/lib/posts';

export const metadata = { title: 'Tags' };

export default function Tags() {
  return (
    <>
      <h1>Tags</h1>
      <ul className="tags">
        {tags.map(({ name, slug, posts }) => (
          <li key={slug}>
            <Link href={`/tags/${slug}/`}>{name}</Link> {posts.length}
          </li>
        ))}
      </ul>
    </>
  );
}
