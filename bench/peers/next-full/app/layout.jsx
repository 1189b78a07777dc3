import { Link } from '@/components/Link';
import * as site from '@/lib/site';
import './globals.css';

export const metadata = {
  metadataBase: new URL(site.url),
  title: { default: site.title, template: `%s – ${site.title}` },
  description: site.description,
  openGraph: { siteName: site.title, type: 'website', url: './' },
  alternates: { canonical: './', types: { 'application/rss+xml': '/feed.xml' } },
};

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link className="name" href="/">
            {site.title}
          </Link>
          <nav>
            <Link href="/archive/">Archive</Link>
            <Link href="/tags/">Tags</Link>
            <Link href="/authors/">Authors</Link>
            <Link href="/search/">Search</Link>
          </nav>
        </header>
        <main>{children}</main>
        <footer>
          <a href="/feed.xml">RSS</a>
        </footer>
      </body>
    </html>
  );
}
