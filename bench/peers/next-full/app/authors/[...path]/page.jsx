import { PostList } from '@/components/PostList';
import { authors, laterPages } from '@/lib/posts';

/** `/authors/name/`, `/authors/name/page/2/` and so on. */
export const generateStaticParams = () =>
  authors.flatMap(({ slug, posts }) => [
    { path: [slug] },
    ...laterPages(posts).map((page) => ({ path: [slug, 'page', page] })),
  ]);

async function find(params) {
  const [author, , page = '1'] = (await params).path;
  return { ...authors.find(({ slug }) => slug === author), page: Number(page) };
}

export async function generateMetadata({ params }) {
  const { name } = await find(params);
  return { title: name, description: `Posts by ${name}.` };
}

export default async function Author({ params }) {
  const { name, slug, posts, page } = await find(params);
  return (
    <>
      <h1>{name}</h1>
      <PostList posts={posts} page={page} base={`/authors/${slug}/`} />
    </>
  );
}
