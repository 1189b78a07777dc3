import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { LinkList } from '@/components/site/LinkList';
import { Phrase } from '@/components/site/Phrase';
import { absoluteUrl, site, words } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import { feedFiles } from '@/lib/util/addresses';

export const metadata: Metadata = pageMetadata({
  title: words.subscribe.title,
  description: words.subscribe.description(site.title),
  path: '/subscribe/',
});

export default async function Subscribe(): Promise<ReactElement> {
  const { topics, authors } = await propsOf('/subscribe', '/subscribe/');
  return (
    <main id="main">
      <PageTitle title={words.subscribe.title}>
        <p>{words.subscribe.what}</p>
      </PageTitle>
      <div className="dump mx-auto w-full max-w-page px-5 pt-4">
        <div className="min-w-0 lg:col-start-2">
          <p>{words.subscribe.how}</p>
          <p className="mt-4">
            <Phrase of={words.subscribe.all} to={['/feeds.opml']} />
          </p>
        </div>
      </div>
      <Feeds title={words.subscribe.everything} lists={[{ href: '/', name: site.title }]} />
      <Feeds title={words.topics.title} lists={topics} />
      <Feeds title={words.authors.title} lists={authors} />
    </main>
  );
}

/** Lists that can be subscribed to, each with the address to copy and its three formats. */
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
