import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { Newsletter } from '@/components/site/Newsletter';
import { Phrase } from '@/components/site/Phrase';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { podcastFile } from '@/lib/feeds/podcast';
import { layoutProps, propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';
import { feedFiles } from '@/lib/util/addresses';

export const metadata: Metadata = pageMetadata({
  title: messages.subscribe.title,
  description: messages.subscribe.description(site.title),
  path: '/subscribe/',
});

export default async function Subscribe(): Promise<ReactElement> {
  const { modules } = await layoutProps();
  const { topics, authors } = await propsOf('/subscribe', '/subscribe/');
  return (
    <main id="main">
      <PageTitle title={messages.subscribe.title}>
        {!site.newsletter && <p>{messages.subscribe.what(site.title)}</p>}
      </PageTitle>
      {site.newsletter && (
        <section className="dump page-width pt-4 pb-4">
          <h2 className="label pt-5">{messages.newsletter.title}</h2>
          <Newsletter label={messages.newsletter.button} />
        </section>
      )}
      <div className="dump page-width pt-4">
        {site.newsletter && <h2 className="label pt-5">{messages.newsletter.orFeed}</h2>}
        <div className="column">
          {site.newsletter && <p className="mb-5">{messages.subscribe.what(site.title)}</p>}
          <p>{messages.subscribe.how}</p>
          <p className="mt-4">
            <Phrase of={messages.subscribe.all} to={['/feeds.opml']} />
          </p>
        </div>
      </div>
      <Feeds title={messages.subscribe.everything} lists={[{ href: '/', name: site.title }]} isMain />
      {site.podcast && (
        <Feeds
          title={messages.subscribe.podcast}
          lists={[{ href: '/', name: site.podcast.title ?? site.title }]}
          formats={[{ file: podcastFile, label: 'RSS' }]}
        />
      )}
      <Feeds title={messages.topics.title} lists={topics} />
      <Feeds title={messages.authors.title} lists={authors} />
      <script type="module" src={modules.subscribe} />
    </main>
  );
}

/** Lists with feeds, each with its RSS address, a button to copy it, and links to its three formats. */
function Feeds({ title, lists, formats = allFormats, isMain = false }: FeedsProps) {
  const [first] = formats;
  const idOf = (href: string) => `feed:${href}${formats === allFormats ? '' : first?.file}`;
  if (lists.length === 0) return null;
  return (
    <section className="dump page-width pt-12">
      <h2 className="label pt-3.5">{title}</h2>
      <ul>
        {lists.map(({ href, name }) => (
          <li key={href} className="border-t border-rule py-3">
            <h3 id={idOf(href)} className="font-semibold">
              {name}
            </h3>
            <p className="label">
              <bdi dir="ltr">{absoluteUrl(href + first?.file)}</bdi>
            </p>
            <div className={`flex flex-wrap gap-x-5 ${isMain ? 'mt-4' : ''}`.trim()}>
              <button
                type="button"
                hidden
                data-copy
                aria-describedby={idOf(href)}
                className={isMain ? 'button' : 'label cursor-pointer underline'}
              >
                {messages.subscribe.copy}
              </button>
              {formats.length > 1 && (
                <details>
                  <summary className="label cursor-pointer py-3">{messages.subscribe.formats}</summary>
                  <ul className="flex flex-wrap gap-x-5">
                    {formats.map(({ file, label }) => (
                      <li key={file}>
                        <a href={href + file} className="label inline-block py-3">
                          {label}
                        </a>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const allFormats = [
  { file: feedFiles.rss, label: 'RSS' },
  { file: feedFiles.atom, label: 'Atom' },
  { file: feedFiles.json, label: 'JSON Feed' },
];

interface FeedsProps {
  title: string;
  lists: readonly { href: string; name: string }[];
  /** The files with the feeds of a list. The first is that of the button. */
  formats?: readonly { file: string; label: string }[];
  /** Whether the button is the main one of the page. */
  isMain?: boolean;
}
