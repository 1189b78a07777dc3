import type { Metadata } from 'next';
import { ArticleJsonLd, BreadcrumbJsonLd } from 'next-seo';
import type { ReactElement } from 'react';
import { CallToAction } from '@/components/post/CallToAction';
import { Contents } from '@/components/post/Contents';
import { Neighbours } from '@/components/post/Neighbours';
import { PostHeader } from '@/components/post/PostHeader';
import { Recommended } from '@/components/post/Recommended';
import { SeriesParts } from '@/components/post/SeriesParts';
import { Body } from '@/components/site/Body';
import { JsonLd } from '@/components/site/JsonLd';
import { postPath } from '@/lib/content/addresses';
import { languageAttributes } from '@/lib/language';
import { pageMetadata } from '@/lib/metadata';
import type { PostCopy } from '@/lib/pages/copy';
import { copyOf } from '@/lib/press/copy';
import { absoluteUrl, site, words } from '@/lib/site';

interface Props {
  params: Promise<{ slug: string }>;
}

async function postCopy({ params }: Props): Promise<PostCopy> {
  return copyOf('/posts/[slug]', postPath(decodeURIComponent((await params).slug)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const post = await postCopy(props);
  return pageMetadata({
    title: post.title,
    description: post.summary || site.description,
    path: post.href,
    language: post.lang,
    translations: post.translations,
    canonical: post.canonical,
    noindex: post.noindex || post.state !== 'published',
    image: cardOf(post),
    article: {
      publishedTime: post.date,
      modifiedTime: post.updated,
      authors: post.authors.map(({ name, href }) => ({ name, path: href })),
      tags: post.topics.map(({ name }) => name),
      section: post.series?.title,
      markdown: `${post.href}index.md`,
    },
  });
}

export default async function PostPage(props: Props): Promise<ReactElement> {
  const post = await postCopy(props);
  return (
    <main id="main" className="mx-auto w-full max-w-page px-5">
      <article {...languageAttributes(post.lang)}>
        <PostHeader post={post} />
        <div className="dump">
          {post.contents.length > 0 && <Contents headings={post.contents} />}
          <Body of={post.body} className="min-w-0 lg:col-start-2" />
        </div>
      </article>
      <div className="dump">
        <div className="min-w-0 lg:col-start-2">
          <SeriesParts {...post} />
          {post.callToAction && <CallToAction {...post.callToAction} />}
          <Recommended posts={post.recommended} />
          <Neighbours {...post} />
        </div>
      </div>
      <StructuredData post={post} />
    </main>
  );
}

/** The picture that a link to the post is shown with: its own, or the card that is drawn for it. */
function cardOf(post: PostCopy) {
  return post.image ?? { path: `${post.href}og.png`, alt: post.title, width: 1200, height: 630 };
}

function StructuredData({ post }: { post: PostCopy }): ReactElement {
  const url = absoluteUrl(post.href);
  const publisher = {
    '@type': 'Organization' as const,
    name: site.title,
    url: absoluteUrl('/'),
    logo: absoluteUrl('/icon-512.png'),
  };
  const authors = post.authors.map(({ name, href, organization }) => ({
    '@type': organization ? ('Organization' as const) : ('Person' as const),
    name,
    url: absoluteUrl(href),
  }));
  return (
    <>
      <JsonLd
        of={
          <ArticleJsonLd
            type="BlogPosting"
            headline={post.title}
            url={url}
            mainEntityOfPage={{ '@type': 'WebPage', '@id': url }}
            description={post.summary}
            datePublished={post.date}
            dateModified={post.updated ?? post.date}
            image={absoluteUrl(cardOf(post).path)}
            author={authors.length > 0 ? authors : [publisher]}
            publisher={publisher}
            isAccessibleForFree
          />
        }
      />
      <JsonLd
        of={
          <BreadcrumbJsonLd
            items={[
              { name: site.title, item: absoluteUrl('/') },
              { name: words.archive.title, item: absoluteUrl('/archive/') },
              { name: post.title, item: url },
            ]}
          />
        }
      />
    </>
  );
}
