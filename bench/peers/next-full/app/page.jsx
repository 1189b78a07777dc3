import { PostList } from '@/components/PostList';
import { posts } from '@/lib/posts';
import { title } from '@/lib/site';

export default function Home() {
  return (
    <>
      <h1>{title}</h1>
      <PostList posts={posts} base="/" />
    </>
  );
}
