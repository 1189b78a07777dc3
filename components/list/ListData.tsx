import type { ReactElement } from 'react';
import { StructuredData } from '@/components/site/JsonLd';
import type { PostLink } from '@/lib/pages/copy';
import { absoluteUrl, site } from '@/lib/site';

/** So many are told of; the page has them all. */
const listed = 100;

/** What a page lists, for programs: a `CollectionPage` of schema.org. */
export function ListData({
  title,
  href,
  posts,
}: {
  title: string;
  href: string;
  posts: readonly PostLink[];
}): ReactElement {
  return (
    <StructuredData
      of={{
        '@type': 'CollectionPage',
        name: title,
        url: absoluteUrl(href),
        inLanguage: site.language,
        isPartOf: { '@type': 'WebSite', name: site.title, url: absoluteUrl('/') },
        mainEntity: {
          '@type': 'ItemList',
          itemListElement: posts.slice(0, listed).map((post, at) => ({
            '@type': 'ListItem',
            position: at + 1,
            name: post.title,
            url: absoluteUrl(post.href),
          })),
        },
      }}
    />
  );
}
