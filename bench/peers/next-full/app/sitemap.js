import { authors, laterPages, pathOf, posts, tags } from '@/lib/posts';
import { url } from '@/lib/site';

export const dynamic = 'force-static';

const pagesOf = (base, list) => [base, ...laterPages(list).map((page) => `${base}page/${page}/`)];

export default function sitemap() {
  const paths = [
    ...pagesOf('/', posts),
    '/archive/',
    '/search/',
    '/tags/',
    ...tags.flatMap(({ slug, posts }) => pagesOf(`/tags/${slug}/`, posts)),
    '/authors/',
    ...authors.flatMap(({ slug, posts }) => pagesOf(`/authors/${slug}/`, posts)),
    ...posts.map(pathOf),
  ];
  return paths.map((path) => ({ url: url + path }));
}
