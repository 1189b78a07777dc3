import type { Metadata } from 'next';
import { ArticleJsonLd, BreadcrumbJsonLd } from 'next-seo';
import type { ReactElement } from 'react';
import { Authors } from '@/components/post/Authors';
import { CallToAction } from '@/components/post/CallToAction';
import { Changes } from '@/components/post/Changes';
import { CiteThis } from '@/components/post/CiteThis';
import { Comments } from '@/components/post/Comments';
import { Contents } from '@/components/post/Contents';
import { Conversation } from '@/components/post/Conversation';
import { DraftNotice } from '@/components/post/DraftNotice';
import { LicenseLine } from '@/components/post/LicenseLine';
import { NextStep } from '@/components/post/NextStep';
import { Player, Transcript } from '@/components/post/Player';
import { PostHeader } from '@/components/post/PostHeader';
import { Recommended } from '@/components/post/Recommended';
import { ColumnSlot, Slot } from '@/components/replaceable';
import { Body } from '@/components/site/Body';
import { JsonLd } from '@/components/site/JsonLd';
import { PostPicture } from '@/components/site/PostPicture';
import { type Work, workUrl } from '@/lib/citations/work';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import { layoutProps, postRoutePath, propsOf } from '@/lib/next/page-props';
import { cardOf, pageMetadata } from '@/lib/pages/metadata';
import type { PostProps, Translation } from '@/lib/pages/props';
import { bodySize, measureOf } from '@/lib/theme/theme';
import { isoDuration } from '@/lib/util/timecode';
import { theme } from '@/theme.config';

interface Props {
  params: Promise<{ slug: string[] }>;
}

async function postProps({ params }: Props): Promise<PostProps> {
  return propsOf('/posts/[...slug]', postRoutePath(decodeURIComponent((await params).slug.join('/'))));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const post = await postProps(props);
  return pageMetadata({
    title: post.title,
    description: post.summary || site.description,
    path: post.href,
    language: post.lang,
    translations: post.translations,
    canonical: post.canonical,
    noindex: post.noindex || post.state !== 'published',
    image: pictureOf(post),
    article: {
      publishedTime: post.date,
      modifiedTime: post.updated,
      authors: post.authors.map(({ name, href, fediverse }) => ({ name, path: href, fediverse })),
      tags: post.topics.map(({ name }) => name),
      section: post.series?.title,
      markdown: post.isUnlisted ? undefined : `${post.href}index.md`,
      embed: post.isUnlisted ? undefined : `${post.href}oembed.json`,
      day: post.day,
    },
  });
}

export default async function PostPage(props: Props): Promise<ReactElement> {
  const post = await postProps(props);
  const { previewModule, optional } = await layoutProps();
  return (
    <main id="main" className="post page-width">
      <article className="h-entry" {...languageAttributes(post.lang)}>
        <data className="u-url u-uid" value={absoluteUrl(post.href)} />
        {previewModule && (
          <p className="label pt-6">
            <a href={`/preview/links/${post.slug}/`}>Link previews</a>
          </p>
        )}
        {post.isAtPreview && <DraftNotice {...post} />}
        <PostHeader post={post} />
        <ColumnSlot at="afterTitle" of={{ post }} />
        {post.cover && (
          <div className="dump">
            <div className="column">
              <PostPicture
                of={post.cover.picture}
                alt={post.cover.alt}
                sizes={`(width >= 64rem) ${measureOf(theme) * bodySize}rem, 100vw`}
                isFirst
                className="mb-8 w-full"
              />
            </div>
          </div>
        )}
        <Player {...post} />
        <ColumnSlot at="beforeBody" of={{ post }} />
        <div className="dump">
          {post.contents.length > 0 && <Contents headings={post.contents} />}
          <Body of={post.body} className="e-content column" />
        </div>
        <ColumnSlot at="afterBody" of={{ post }} />
        <Transcript {...post} />
        <Changes {...post} />
        <LicenseLine {...post} />
        <CiteThis post={post} />
      </article>
      <div className="dump">
        <div className="column">
          <Slot at="beforeRecommended" of={{ post }} />
          <NextStep {...post} />
          <Recommended posts={post.recommended} />
          <Authors {...post} />
          <Conversation {...post} />
          {!post.isAtPreview && <Comments {...post} />}
          {post.callToAction && <CallToAction {...post.callToAction} />}
        </div>
      </div>
      <PostData post={post} />
      {optional.comments && !post.isAtPreview && <script type="module" src={optional.comments} />}
    </main>
  );
}

/** The image for link previews: the post's own, or its generated card. */
function pictureOf(post: PostProps) {
  return post.image ?? cardOf(post.href, post.title);
}

/** The original of this translation, or the translations of this original. */
function translations({ href, translations: [original, ...others] }: PostProps) {
  const work = ({ href, language }: Translation) => ({ '@id': absoluteUrl(href), inLanguage: language });
  if (!original) return {};
  return href === original.href
    ? { workTranslation: others.map(work) }
    : { translationOfWork: work(original) };
}

/** The recording (https://schema.org/AudioObject). */
const audioObject = ({ audio, title }: PostProps) =>
  audio && {
    '@type': 'AudioObject',
    name: title,
    contentUrl: absoluteUrl(audio.src),
    encodingFormat: audio.type,
    duration: audio.seconds && isoDuration(audio.seconds),
  };

/** A work that the post cites (https://schema.org/citation). */
function citationOf(work: Work) {
  const isArticle = /^(?:article|paper)/.test(work.type);
  return {
    '@type': isArticle ? 'ScholarlyArticle' : work.type === 'book' ? 'Book' : 'CreativeWork',
    name: work.title,
    author: work.authors.map(({ family, given }) =>
      given === undefined
        ? { '@type': 'Organization', name: family }
        : { '@type': 'Person', name: `${given} ${family}`, givenName: given, familyName: family },
    ),
    datePublished: work.date && /^\d{4}/.test(work.date) ? work.date : undefined,
    isPartOf: work.container && { '@type': 'CreativeWork', name: work.container },
    publisher: work.publisher && { '@type': 'Organization', name: work.publisher },
    url: workUrl(work),
  };
}

/** What was changed after publishing (https://schema.org/correction). */
const corrections = ({ changes }: PostProps) =>
  changes.length === 0
    ? {}
    : {
        correction: changes.map(({ day, text }) => ({
          '@type': 'CorrectionComment',
          datePublished: day,
          text,
        })),
      };

function PostData({ post }: { post: PostProps }): ReactElement {
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
            description={post.summary || site.description}
            datePublished={post.date}
            dateModified={post.updated ?? post.date}
            author={authors.length > 0 ? authors : [publisher]}
            publisher={publisher}
          />
        }
        and={{
          image: absoluteUrl(pictureOf(post).path),
          inLanguage: post.lang ?? site.language,
          wordCount: post.words,
          keywords: post.topics.map(({ name }) => name),
          license: post.license?.url,
          isPartOf: post.series && {
            '@type': 'CreativeWorkSeries',
            name: post.series.title,
            url: absoluteUrl(post.series.href),
          },
          audio: audioObject(post),
          commentCount: post.conversation.replies.length || undefined,
          citation: post.works.length > 0 ? post.works.map(citationOf) : undefined,
          ...corrections(post),
          ...translations(post),
        }}
      />
      <JsonLd
        of={
          <BreadcrumbJsonLd
            items={[
              { name: site.title, item: absoluteUrl('/') },
              { name: messages.archive.title, item: absoluteUrl('/archive/') },
              { name: post.title, item: url },
            ]}
          />
        }
      />
    </>
  );
}
