import type { MetadataRoute } from 'next';
import { refusedCrawlers } from '@/lib/config/crawlers';
import { absoluteUrl, site } from '@/lib/config/site';

export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  const refused = refusedCrawlers(site.crawlers);
  return {
    rules: [
      { userAgent: '*', allow: '/' },
      ...(refused.length > 0 ? [{ userAgent: refused, disallow: '/' }] : []),
    ],
    sitemap: absoluteUrl('/sitemap.xml'),
  };
}
