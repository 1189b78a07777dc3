import { getEntries } from 'astro:content';
import { drawCard } from '../../../lib/card.js';
import { getPosts, hashOf } from '../../../lib/posts.js';

export async function getStaticPaths() {
  const posts = await getPosts();
  return Promise.all(
    posts.map(async ({ id, data }) => {
      const authors = await getEntries(data.authors);
      const byline = `${authors.map((author) => author.data.name).join(', ')} · ${data.date.getUTCFullYear()}`;
      const props = { title: data.title, byline };
      return { params: { slug: id }, props, cacheKey: hashOf(props) };
    }),
  );
}

export async function GET({ props }) {
  const png = await drawCard(props.title, props.byline);
  return new Response(png, { headers: { 'Content-Type': 'image/png' } });
}
