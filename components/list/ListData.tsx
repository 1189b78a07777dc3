import type { ReactElement } from 'react';
import { StructuredData } from '@/components/site/JsonLd';
import { absoluteUrl, site } from '@/lib/config/site';

/** The structured data lists at most this many items. The page has all of them. */
const maxItems = 100;

/** Structured data of a list page: a schema.org `CollectionPage`. */
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
          itemListElement: items.slice(0, maxItems).map((item, at) => ({
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
