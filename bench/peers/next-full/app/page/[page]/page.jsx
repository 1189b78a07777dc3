import { PostList } from '@/components/PostList';
import { pages, posts } from '@/lib/posts';
import { title } from '@/lib/site';

/** Also the first, because an export fails for a route without pages. */
export const generateStaticParams = () => pages(posts).map((page) => ({ page }));

export async function generateMetadata({ params }) {
  return { title: `Page ${(await params).page}` };
}

export default async function Page({ params }) {
  const { page } = await params;
  return (
    <>
      <h1>{title}</h1>
      <PostList posts={posts} page={Number(page)} base="/" />
    </>
  );
}
