import { replaceable, Slot } from '@/components/replaceable';
import { messages, site } from '@/lib/config/site';
import { feedFiles } from '@/lib/util/addresses';
import { LinkList } from './LinkList';

/** Links to content pages and feeds, and the copyright line. */
export const Footer = replaceable('Footer', function Footer({ pages }) {
  const links = [
    ...pages,
    ...(site.offline ? [{ href: '/reading-list/', label: messages.readingList.title }] : []),
    { href: '/subscribe/', label: messages.subscribe.title },
    { href: `/${feedFiles.rss}`, label: 'RSS' },
  ];
  return (
    <footer className="site page-width">
      <div className="imprint">
        <LinkList links={links} />
        <p className="label">{site.copyright}</p>
      </div>
      <Slot at="footer" of={{}} />
    </footer>
  );
});
