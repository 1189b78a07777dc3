import type { Post } from 'contentlayer/generated';
import type { Metadata } from 'next';
import { ArticleJsonLd, BreadcrumbJsonLd } from 'next-seo';
import type { ReactElement } from 'react';
import { CallToAction } from '@/components/post/CallToAction';
import { Contents } from '@/components/post/Contents';
import { Neighbours } from '@/components/post/Neighbours';
import { PostHeader } from '@/components/post/PostHeader';
import { Recommended } from '@/components/post/Recommended';
import { SeriesParts } from '@/components/post/SeriesParts';
import { JsonLd } from '@/components/site/JsonLd';
import { encodePath } from '@/lib/content/addresses';
import { readBody } from '@/lib/content/body';
import { languageAttributes } from '@/lib/language';
import { pageMetadata } from '@/lib/metadata';
import {
  authorsOf,
  findPost,
  findSeries,
  neighbours,
  posts,
  recommendedPosts,
  summaryOf,
  tagsOf,
} from '@/lib/posts';
import { decodeParam, found, orNothing } from '@/lib/print';
import { absoluteUrl, site } from '@/lib/site';

interface Props {
  params: Promise<{ slug: string }>;
}

export const dynamicParams = false;

export function generateStaticParams(): { slug: string }[] {
  return orNothing(posts.map((post) => post.slug)).map((slug) => ({ slug }));
}

async function postOf({ params }: Props): Promise<Post> {
  return found(findPost(decodeParam((await params).slug)));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const post = await postOf(props);
  const path = encodePath(post.path);
  return pageMetadata({
    title: post.title,
    description: summaryOf(post) || site.description,
    path,
    language: post.lang,
    canonical: post.canonical,
    noindex: post.noindex || post.state !== 'published',
    image: cardOf(post),
    article: {
      publishedTime: post.date,
      modifiedTime: post.updated,
      authors: authorsOf(post).map((author) => ({ name: author.name, path: encodePath(author.path) })),
      tags: tagsOf(post).map((tag) => tag.name),
      section: post.series === undefined ? undefined : findSeries(post.series)?.title,
      markdown: `${path}index.md`,
    },
  });
}

export default async function PostPage(props: Props): Promise<ReactElement> {
  const post = await postOf(props);
  const { html, headings } = await readBody(post.bodyFile);
  const sections = headings.filter((heading) => heading.depth === 2);
  const contents = post.toc ?? sections.length >= site.tocMinHeadings;
  const callToAction = post.hideCta ? false : (post.cta ?? site.callToAction);
  return (
    <main id="main" className="mx-auto w-full max-w-page px-5">
      <article {...languageAttributes(post.lang)}>
        <PostHeader post={post} />
        <div className="grid gap-x-8 lg:grid-cols-dump">
          {contents && sections.length > 0 && <Contents headings={headings} />}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized by lib/markdown/ */}
          <div className="article min-w-0 lg:col-start-2" dangerouslySetInnerHTML={{ __html: html }} />
        </div>
      </article>
      <div className="grid gap-x-8 lg:grid-cols-dump">
        <div className="min-w-0 lg:col-start-2">
          <SeriesParts post={post} />
          {callToAction && <CallToAction {...callToAction} />}
          <Recommended posts={recommendedPosts(post)} />
          <Neighbours {...neighbours(post)} />
        </div>
      </div>
      <StructuredData post={post} />
    </main>
  );
}

/** The picture that a link to the post is shown with: its own, or the card that is drawn for it. */
function cardOf(post: Post) {
  return post.image && post.imageAlt
    ? { path: post.image, alt: post.imageAlt, width: post.imageWidth, height: post.imageHeight }
    : { path: `${encodePath(post.path)}og.png`, alt: post.title, width: 1200, height: 630 };
}

function StructuredData({ post }: { post: Post }): ReactElement {
  const url = absoluteUrl(encodePath(post.path));
  const publisher = {
    '@type': 'Organization' as const,
    name: site.title,
    url: absoluteUrl('/'),
    logo: absoluteUrl('/icon-512.png'),
  };
  const authors = authorsOf(post).map((author) => ({
    '@type': author.organization ? ('Organization' as const) : ('Person' as const),
    name: author.name,
    url: absoluteUrl(encodePath(author.path)),
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
            description={summaryOf(post)}
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
              { name: 'Archive', item: absoluteUrl('/archive/') },
              { name: post.title, item: url },
            ]}
          />
        }
      />
    </>
  );
}
