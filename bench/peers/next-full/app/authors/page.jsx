import { Link } from '@/components/Link';
import { authors } from '@/lib/posts';

export const metadata = { title: 'Authors' };

export default function Authors() {
  return (
    <>
      <h1>Authors</h1>
      <ul>
        {authors.map(({ name, slug, posts }) => (
          <li key={slug}>
            <Link href={`/authors/${slug}/`}>{name}</Link> {posts.length}
          </li>
        ))}
      </ul>
    </>
  );
}
