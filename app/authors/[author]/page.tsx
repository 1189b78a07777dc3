import type { Author } from 'contentlayer/generated';
import type { Metadata } from 'next';
import { ProfilePageJsonLd } from 'next-seo';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostList } from '@/components/list/PostList';
import { JsonLd } from '@/components/site/JsonLd';
import { Prose } from '@/components/site/Prose';
import { encodePath, feedFiles } from '@/lib/content/addresses';
import { pageMetadata } from '@/lib/metadata';
import { authors, findAuthor, postsBy, summaryOf } from '@/lib/posts';
import { decodeParam, found, orNothing } from '@/lib/print';
import { absoluteUrl, site } from '@/lib/site';

interface Props {
  params: Promise<{ author: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { author: string }[] {
  return orNothing(authors.map((author) => author.slug)).map((author) => ({ author }));
}

async function authorOf({ params }: Props): Promise<Author> {
  return found(findAuthor(decodeParam((await params).author)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const author = await authorOf(props);
  const path = encodePath(author.path);
  return pageMetadata({
    title: author.name,
    description: summaryOf(author) || `Articles by ${author.name}.`,
    path,
    feeds: { path, title: `${author.name} · ${site.title}` },
  });
}

export default async function AuthorPage(props: Props): Promise<ReactElement> {
  const author = await authorOf(props);
  const path = encodePath(author.path);
  return (
    <main id="main">
      <PageTitle label="Author" title={author.name}>
        {author.description && <p>{author.description}</p>}
      </PageTitle>
      <Prose bodyFile={author.bodyFile}>
        <p>
          {author.url && (
            <>
              <a href={author.url} rel="me external noopener">
                {new URL(author.url).hostname}
              </a>
              {' · '}
            </>
          )}
          <a href={path + feedFiles.rss}>Articles as a feed</a>
        </p>
      </Prose>
      <section aria-labelledby="articles" className="mx-auto mt-14 w-full max-w-page px-5">
        <h2 id="articles" className="label mb-3">
          Articles
        </h2>
        <PostList posts={postsBy(author)} level="h3" />
      </section>
      <JsonLd
        of={
          <ProfilePageJsonLd
            mainEntity={{
              '@type': author.organization ? 'Organization' : 'Person',
              name: author.name,
              url: absoluteUrl(path),
              description: summaryOf(author),
              sameAs: author.url,
            }}
          />
        }
      />
    </main>
  );
}
