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
    <footer className="site mx-auto mt-24 w-full max-w-page px-5 pb-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2 border-t border-rule pt-5">
        <LinkList links={links} />
        <p className="label py-1">{site.copyright}</p>
      </div>
      <Slot at="footer" of={{}} />
    </footer>
  );
});
