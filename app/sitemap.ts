import type { MetadataRoute } from 'next';
import { copyOf } from '@/lib/press/copy';
import { absoluteUrl } from '@/lib/site';

export const dynamic = 'force-dynamic';

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const { pages } = await copyOf('/sitemap.xml', '/sitemap.xml');
  return pages.map(({ href, lastModified }) => ({ url: absoluteUrl(href), lastModified }));
}
