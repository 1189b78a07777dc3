import type { Metadata } from 'next';
import { OrganizationJsonLd } from 'next-seo';
import type { ReactElement } from 'react';
import { FrontPage } from '@/components/list/FrontPage';
import { JsonLd, StructuredData } from '@/components/site/JsonLd';
import { absoluteUrl, site, siteLicense } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({ description: site.description, path: '/' });

export default async function Home(): Promise<ReactElement> {
  return (
    <main id="main" className="h-feed">
      {siteLicense && <link rel="license" href={siteLicense.url} />}
      <FrontPage {...(await propsOf('/', '/'))} />
      <StructuredData
        of={{
          '@type': 'WebSite',
          name: site.title,
          url: absoluteUrl('/'),
          description: site.description,
          inLanguage: site.language,
          license: siteLicense?.url,
          potentialAction: {
            '@type': 'SearchAction',
            target: `${absoluteUrl('/search/')}?q={search_term_string}`,
            'query-input': 'required name=search_term_string',
          },
        }}
      />
      <JsonLd
        of={
          <OrganizationJsonLd
            name={site.title}
            url={absoluteUrl('/')}
            logo={absoluteUrl('/icon-512.png')}
            description={site.description}
          />
        }
      />
    </main>
  );
}
