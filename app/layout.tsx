import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactElement, ReactNode } from 'react';
import { Slot } from '@/components/replaceable';
import { Footer } from '@/components/site/Footer';
import { Header } from '@/components/site/Header';
import { webmentionEndpoint } from '@/lib/config/conversation';
import { hostedPath, site } from '@/lib/config/site';
import { directionOf } from '@/lib/i18n/language';
import { layoutProps } from '@/lib/next/page-props';
import { theme } from '@/theme.config';

// Pages are rendered by a build, not when Next compiles.
export const dynamic = 'force-dynamic';

export const metadata: Metadata = {
  metadataBase: new URL(site.url),
  icons: {
    icon: [
      { url: '/favicon.ico', sizes: '32x32' },
      { url: '/icon.svg', type: 'image/svg+xml' },
    ],
    apple: '/apple-touch-icon.png',
  },
  manifest: '/manifest.webmanifest',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: theme.colors.paper.light },
    { media: '(prefers-color-scheme: dark)', color: theme.colors.paper.dark },
  ],
};

/**
 * Prerenders the page that a reader is about to open (HTML, speculation rules). Browsers skip this
 * to save data or energy. Only pages have URLs that end in a slash.
 */
const speculationRules = JSON.stringify({
  prerender: [{ where: { href_matches: [hostedPath('/'), hostedPath('/*/')] }, eagerness: 'moderate' }],
});

export default async function Layout({ children }: { children: ReactNode }): Promise<ReactElement> {
  const { navigation, pages, modules, headScript, optional, previewModule } = await layoutProps();
  const { webmentions } = site.conversation ?? {};
  return (
    <html lang={site.language} dir={directionOf(site.language)}>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own bytes, which must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a script cannot be a child */}
        <script type="speculationrules" dangerouslySetInnerHTML={{ __html: speculationRules }} />
        {webmentions && <link rel="webmention" href={webmentionEndpoint(webmentions)} />}
        <Slot at="head" of={{}} />
      </head>
      <body>
        <Header navigation={navigation} />
        {children}
        <Footer pages={pages} />
        <script type="module" src={modules.site} />
        {optional.analytics && <script type="module" src={optional.analytics} />}
        {previewModule && <script type="module" src={previewModule} />}
      </body>
    </html>
  );
}
