import type { Metadata } from 'next';
import { ProfilePageJsonLd } from 'next-seo';
import { Fragment, type ReactElement } from 'react';
import { ListPage } from '@/components/list/ListPage';
import { PageTitle } from '@/components/list/PageTitle';
import { ColumnSlot, pageWidth } from '@/components/replaceable';
import { JsonLd } from '@/components/site/JsonLd';
import { Prose } from '@/components/site/Prose';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { propsOf } from '@/lib/next/page-props';
import { cardOf, pageMetadata } from '@/lib/pages/metadata';
import type { AuthorProps } from '@/lib/pages/props';
import { authorPath, feedFiles } from '@/lib/util/addresses';

interface Props {
  params: Promise<{ author: string }>;
}

async function authorProps({ params }: Props): Promise<AuthorProps> {
  return propsOf('/authors/[author]', authorPath(decodeURIComponent((await params).author)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, summary, href } = await authorProps(props);
  return pageMetadata({
    title: name,
    description: summary || messages.authors.articlesBy(name),
    path: href,
    image: cardOf(href, name),
    feeds: { path: href, title: `${name} · ${site.title}` },
  });
}

export default async function AuthorPage(props: Props): Promise<ReactElement> {
  const author = await authorProps(props);
  return (
    <main id="main" className="h-card">
      <data className="u-url u-uid" value={absoluteUrl(author.href)} />
      <PageTitle label={messages.authors.label} title={author.name}>
        {author.description && <p className="p-note">{author.description}</p>}
      </PageTitle>
      <ColumnSlot at="afterTitle" of={{ author }} className={pageWidth} />
      <ColumnSlot at="beforeBody" of={{ author }} className={pageWidth} />
      <Prose of={author.body}>
        <p>
          {profilesOf(author).map((url) => (
            <Fragment key={url}>
              <a className="u-url" href={url} rel="me external noopener">
                {new URL(url).hostname}
              </a>
              {' · '}
            </Fragment>
          ))}
          <a href={author.href + feedFiles.rss}>{messages.authors.feed}</a>
        </p>
      </Prose>
      <ColumnSlot at="afterBody" of={{ author }} className={pageWidth} />
      <section aria-labelledby="articles" className="h-feed mt-14">
        <h2 id="articles" className="p-name label page-width">
          {messages.lists.articles}
        </h2>
        <ListPage list={author.list} level="h3" empty={messages.lists.nothingYet} />
      </section>
      <JsonLd
        of={
          <ProfilePageJsonLd
            mainEntity={{
              '@type': author.organization ? 'Organization' : 'Person',
              name: author.name,
              url: absoluteUrl(author.href),
              description: author.summary,
              sameAs: oneOrMore(profilesOf(author)),
            }}
          />
        }
      />
    </main>
  );
}

/** The pages of an author elsewhere. */
const profilesOf = ({ url, profiles, orcid }: AuthorProps): string[] => [
  ...new Set([...(url ? [url] : []), ...profiles, ...(orcid ? [`https://orcid.org/${orcid}`] : [])]),
];

const oneOrMore = (urls: string[]) => (urls.length > 1 ? urls : urls[0]);
