import rss from '@astrojs/rss';
import { getPosts, pathOf } from '../lib/posts.js';
import { description, title } from '../site.js';

export async function GET({ site }) {
  const posts = (await getPosts()).slice(0, 20);
  return rss({
    title,
    description,
    site,
    items: posts.map((post) => ({
      title: post.data.title,
      link: pathOf(post),
      pubDate: post.data.date,
      description: post.data.description,
      categories: post.data.tags,
      // Readers show the text elsewhere, where a link needs the host.
      content: post.rendered.html.replaceAll(' href="/', ` href="${site.origin}/`),
    })),
  });
}
