import type { ReactElement } from 'react';
import { StructuredData } from '@/components/site/JsonLd';
import { absoluteUrl, site } from '@/lib/config/site';

/** So many are told of; the page has them all. */
const listed = 100;

/** What a page lists, for programs: a `CollectionPage` of schema.org. */
export function ListData({
  title,
  href,
  items,
}: {
  title: string;
  href: string;
  items: readonly { title: string; href: string }[];
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
          itemListElement: items.slice(0, listed).map((item, at) => ({
            '@type': 'ListItem',
            position: at + 1,
            name: item.title,
            url: absoluteUrl(item.href),
          })),
        },
      }}
    />
  );
}
