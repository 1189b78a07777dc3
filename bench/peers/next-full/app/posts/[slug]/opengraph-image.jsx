import { ImageResponse } from 'next/og';
import { authorsOf, findPost, posts } from '@/lib/posts';
import * as site from '@/lib/site';

export const dynamic = 'force-static';
export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';

export const generateStaticParams = () => posts.map(({ slug }) => ({ slug }));

export default async function Image({ params }) {
  const { post } = findPost((await params).slug);
  const names = authorsOf(post).map(({ name }) => name);
  return new ImageResponse(
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        width: '100%',
        height: '100%',
        padding: 72,
        color: '#1c1b1a',
        backgroundColor: '#faf8f5',
        borderTop: '16px solid #a4372a',
      }}
    >
      <div style={{ fontSize: 32, color: '#a4372a' }}>{site.title}</div>
      <div style={{ fontSize: post.title.length > 60 ? 60 : 76, lineHeight: 1.15 }}>{post.title}</div>
      <div style={{ fontSize: 32, color: '#5c5855' }}>{`${names.join(', ')} · ${post.date.slice(0, 4)}`}</div>
    </div>,
    size,
  );
}
