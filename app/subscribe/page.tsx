import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { LinkList } from '@/components/site/LinkList';
import { Phrase } from '@/components/site/Phrase';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import { feedFiles } from '@/lib/util/addresses';

export const metadata: Metadata = pageMetadata({
  title: messages.subscribe.title,
  description: messages.subscribe.description(site.title),
  path: '/subscribe/',
});

export default async function Subscribe(): Promise<ReactElement> {
  const { topics, authors } = await propsOf('/subscribe', '/subscribe/');
  return (
    <main id="main">
      <PageTitle title={messages.subscribe.title}>
        <p>{messages.subscribe.what(site.title)}</p>
      </PageTitle>
      <div className="dump mx-auto w-full max-w-page px-5 pt-4">
        <div className="min-w-0 lg:col-start-2">
          <p>{messages.subscribe.how}</p>
          <p className="mt-4">
            <Phrase of={messages.subscribe.all} to={['/feeds.opml']} />
          </p>
        </div>
      </div>
      <Feeds title={messages.subscribe.everything} lists={[{ href: '/', name: site.title }]} />
      <Feeds title={messages.topics.title} lists={topics} />
      <Feeds title={messages.authors.title} lists={authors} />
    </main>
  );
}

/** Lists with feeds, each with the address to copy and links to its three formats. */
function Feeds({ title, lists }: { title: string; lists: readonly { href: string; name: string }[] }) {
  if (lists.length === 0) return null;
  return (
    <section className="dump mx-auto w-full max-w-page px-5 pt-12">
      <h2 className="label pt-3.5">{title}</h2>
      <ul>
        {lists.map(({ href, name }) => (
          <li key={href} className="border-t border-rule py-3">
            <h3 className="font-semibold">{name}</h3>
            <p className="label wrap-anywhere select-all">
              <bdi dir="ltr">{absoluteUrl(href + feedFiles.rss)}</bdi>
            </p>
            <LinkList
              links={[
                { href: href + feedFiles.rss, label: 'RSS' },
                { href: href + feedFiles.atom, label: 'Atom' },
                { href: href + feedFiles.json, label: 'JSON Feed' },
              ]}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
