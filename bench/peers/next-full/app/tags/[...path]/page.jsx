import { PostList } from '@/components/PostList';
import { laterPages, tags } from '@/lib/posts';

/** `/tags/name/`, `/tags/name/page/2/` and so on. */
export const generateStaticParams = () =>
  tags.flatMap(({ slug, posts }) => [
    { path: [slug] },
    ...laterPages(posts).map((page) => ({ path: [slug, 'page', page] })),
  ]);

async function find(params) {
  const [tag, , page = '1'] = (await params).path;
  return { ...tags.find(({ slug }) => slug === tag), page: Number(page) };
}

export async function generateMetadata({ params }) {
  const { name } = await find(params);
  return { title: name, description: `Posts about ${name}.` };
}

export default async function Tag({ params }) {
  const { name, slug, posts, page } = await find(params);
  return (
    <>
      <h1>{name}</h1>
      <PostList posts={posts} page={page} base={`/tags/${slug}/`} />
    </>
  );
}
