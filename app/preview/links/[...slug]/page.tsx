import type { Metadata } from 'next';
import type { ReactElement, ReactNode } from 'react';
import { absoluteUrl, site } from '@/lib/config/site';
import { formatDay } from '@/lib/i18n/language';
import { propsOf } from '@/lib/next/page-props';
import { cut, type Place, places, warningsFor } from '@/lib/pages/link-previews';
import { cardOf } from '@/lib/pages/metadata';
import type { PostProps } from '@/lib/pages/props';

export const metadata: Metadata = { title: 'Link previews' };

/** Previews of links to an article, and of its text in a feed reader. Only part of `npm run dev`. */
export default async function Links({
  params,
}: {
  params: Promise<{ slug: string[] }>;
}): Promise<ReactElement> {
  const slug = decodeURIComponent((await params).slug.join('/'));
  const post = await propsOf('/preview/links/[...slug]', `/preview/links/${slug}/`);
  const { title, summary, href, image } = post;
  const language = post.lang ?? site.language;
  const picture = image ?? cardOf(href, title);
  const { host } = new URL(site.url);
  const warnings = warningsFor(post);
  return (
    <main id="main" className="link-previews">
      <p>
        <a href={href}>Back to the article</a>
      </p>
      <h1>Link previews for “{title}”</h1>
      <section aria-labelledby="warnings">
        <h2 id="warnings">Warnings</h2>
        {warnings.length === 0 ? (
          <p>No problems found.</p>
        ) : (
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
      </section>
      <Shown in={places.search}>
        <div className="as-result" lang={language}>
          <p className="as-site">
            <img src="/icon.svg" alt="" width="26" height="26" />
            <span>
              {site.title}
              <small>
                {host} › posts › {post.slug}
              </small>
            </span>
          </p>
          <p className="as-title">
            <Text of={title} maxWidth={places.search.title} />
          </p>
          <p>
            {formatDay(post.day, language)} — <Text of={summary} maxWidth={places.search.summary} />
          </p>
        </div>
      </Shown>
      <Shown in={places.chat}>
        <div className="as-message" lang={language}>
          <img src={picture.path} alt={picture.alt} />
          <div>
            <Described in={places.chat} of={post} />
            <small>{host}</small>
          </div>
        </div>
      </Shown>
      <Shown in={places.timeline}>
        <div className="as-card" lang={language}>
          <img src={picture.path} alt={picture.alt} />
          <small>{host}</small>
          <Described in={places.timeline} of={post} />
        </div>
      </Shown>
      <Shown in={places.feed}>
        <div className="as-row" lang={language}>
          <Described in={places.feed} of={post} />
          <small>
            {[site.title, ...post.authors.map(({ name }) => name), formatDay(post.day, language)].join(' · ')}
          </small>
        </div>
        <iframe title="The article in a feed reader" src={`/preview/feed/${post.slug}/`} />
      </Shown>
      <p>
        <small>
          Each service has its own limits and may change them. These previews show roughly what fits on a
          phone. The article’s URL is {absoluteUrl(href)}.
        </small>
      </p>
    </main>
  );
}

function Shown({ in: { name }, children }: { in: { name: string }; children: ReactNode }): ReactElement {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** The title and the summary, as far as they fit. */
function Described({
  in: widths,
  of: post,
}: {
  in: Place;
  of: Pick<PostProps, 'title' | 'summary'>;
}): ReactElement {
  return (
    <>
      <p className="as-title">
        <Text of={post.title} maxWidth={widths.title} />
      </p>
      <p>
        <Text of={post.summary} maxWidth={widths.summary} />
      </p>
    </>
  );
}

/** The text that fits, then the rest, struck through. */
function Text({ of, maxWidth }: { of: string; maxWidth: number }): ReactElement {
  const { shown, rest } = cut(of, maxWidth);
  return (
    <>
      {shown}
      {rest && (
        <>
          … <s>{rest}</s>
        </>
      )}
    </>
  );
}
