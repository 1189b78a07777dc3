import { Feed } from 'feed';
import { authorsOf, pathOf, posts } from '@/lib/posts';
import * as site from '@/lib/site';

export const dynamic = 'force-static';

export function GET() {
  const feed = new Feed({
    title: site.title,
    description: site.description,
    id: `${site.url}/`,
    link: `${site.url}/`,
    language: 'en',
    updated: new Date(posts[0].date),
    feedLinks: { rss: `${site.url}/feed.xml` },
  });
  for (const post of posts.slice(0, 20))
    feed.addItem({
      title: post.title,
      link: site.url + pathOf(post),
      date: new Date(post.date),
      description: post.description,
      author: authorsOf(post).map(({ name }) => ({ name })),
      category: post.tags.map((name) => ({ name })),
      // Readers show the text elsewhere, where a link needs the host.
      content: post.body.html.replaceAll(' href="/', ` href="${site.url}/`),
    });
  return new Response(feed.rss2(), { headers: { 'Content-Type': 'application/rss+xml' } });
}
