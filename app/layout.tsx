import './globals.css';
import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactElement, ReactNode } from 'react';
import { Footer } from '@/components/site/Footer';
import { Header } from '@/components/site/Header';
import { hostedPath, site } from '@/lib/config/site';
import { directionOf } from '@/lib/i18n/language';
import { layoutProps } from '@/lib/next/page-props';

const brygada = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/brygada-1918/files/brygada-1918-latin-wght-normal.woff2',
      weight: '400 700',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource-variable/brygada-1918/files/brygada-1918-latin-wght-italic.woff2',
      weight: '400 700',
      style: 'italic',
    },
  ],
  variable: '--font-brygada',
  // Never blocks and never shifts: a reader on a slow line keeps the fallback for this page.
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
  preload: true,
});

// A page is asked for when a print run prints it, not when Next compiles.
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
    { media: '(prefers-color-scheme: light)', color: '#fbfbf9' },
    { media: '(prefers-color-scheme: dark)', color: '#14171a' },
  ],
};

/**
 * A page that a reader is about to open is made ready (HTML, speculation rules); browsers leave
 * it where data or energy is to be saved. All pages, and nothing else, end in a slash.
 */
const speculationRules = JSON.stringify({
  prerender: [{ where: { href_matches: [hostedPath('/'), hostedPath('/*/')] }, eagerness: 'moderate' }],
});

export default async function Layout({ children }: { children: ReactNode }): Promise<ReactElement> {
  const { navigation, pages, modules, headScript, previewModule } = await layoutProps();
  return (
    <html lang={site.language} dir={directionOf(site.language)} className={brygada.variable}>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own bytes, which must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the text of a script cannot be a child */}
        <script type="speculationrules" dangerouslySetInnerHTML={{ __html: speculationRules }} />
      </head>
      <body>
        <Header navigation={navigation} />
        {children}
        <Footer pages={pages} />
        <script type="module" src={modules.site} />
        {previewModule && <script type="module" src={previewModule} />}
      </body>
    </html>
  );
}
