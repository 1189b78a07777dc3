import type { MetadataRoute } from 'next';
import { hostedPath, site } from '@/lib/config/site';
import { theme } from '@/theme.config';

export const dynamic = 'force-dynamic';

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: site.title,
    short_name: site.title,
    description: site.description,
    lang: site.language,
    start_url: hostedPath('/'),
    display: 'browser',
    background_color: theme.colors.paper.light,
    theme_color: theme.colors.paper.light,
    icons: [
      { src: hostedPath('/icon.svg'), type: 'image/svg+xml', sizes: 'any' },
      { src: hostedPath('/icon-192.png'), type: 'image/png', sizes: '192x192' },
      { src: hostedPath('/icon-512.png'), type: 'image/png', sizes: '512x512' },
    ],
  };
}
