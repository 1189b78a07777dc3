import type { MetadataRoute } from 'next';
import { site } from '@/lib/site';

export const dynamic = 'force-dynamic';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: site.title,
    short_name: site.title,
    description: site.description,
    lang: site.language,
    start_url: '/',
    display: 'browser',
    background_color: '#fbfbf9',
    theme_color: '#fbfbf9',
    icons: [
      { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icon-512.png', type: 'image/png', sizes: '512x512' },
    ],
  };
}
