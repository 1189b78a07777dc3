import type { ReactElement, ReactNode } from 'react';
import { CallToAction } from '@/components/post/CallToAction';
import { PostDate } from '@/components/post/PostDate';
import { replaceable } from '@/components/replaceable';
import { Byline } from '@/components/site/Byline';
import { PostPicture } from '@/components/site/PostPicture';
import { Shape } from '@/components/site/Shape';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { Story } from '@/lib/pages/props';
import { Pagination } from './Pagination';
import { PostList } from './PostList';

/** The home page: what this is, the lead, featured articles, series, recent articles and topics. */
export const FrontPage = replaceable(
  'FrontPage',
  function FrontPage({ lead, featured, start, list, series, topics }) {
    return (
      <div className="front page-width">
        <header>
          <h1 className="p-name text-display">{site.tagline}</h1>
          <p className="summary">{site.description}</p>
          <p className="actions">
            <a href="/subscribe/" className="button">
              {messages.subscribe.byRss}
            </a>
            {start && (
              <span>
                {messages.lists.newHere}{' '}
                <a href={start.href} {...languageAttributes(start.lang)}>
                  {start.title}
                </a>
              </span>
            )}
          </p>
        </header>
        {lead ? <Lead story={lead} /> : <p>{messages.lists.nothingYet}</p>}
        {featured.length > 0 && (
          <div className="stories">
            {featured.map((story) => (
              <Featured key={story.href} story={story} />
            ))}
          </div>
        )}
        {series.length > 0 && (
          <Section id="series-title" title={messages.archive.series}>
            <ul className="pairs">
              {series.map(({ href, title, summary, count }) => (
                <li key={href}>
                  <h3 className="text-title">
                    <a href={href} className="no-underline hover:underline">
                      {title}
                    </a>
                  </h3>
                  <p className="text-muted">{summary}</p>
                  <p className="label">{messages.series.count(count)}</p>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {list.posts.length > 0 && (
          <Section id="recent" title={messages.lists.recent}>
            <PostList posts={list.posts} level="h3" />
          </Section>
        )}
        <Pagination {...list} />
        {site.callToAction && <CallToAction {...site.callToAction} />}
        {topics.length > 0 && (
          <Section id="topics-title" title={messages.topics.title}>
            <ul className="topics">
              {topics.map(({ href, name, count }) => (
                <li key={href}>
                  <a href={href} rel="tag">
                    {name}
                  </a>{' '}
                  <span className="label">{count}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    );
  },
);

/** Drawings up to this width fit on a phone, in CSS pixels. */
const phoneWidth = 480;

/** The story at the top, with a large picture, or else the lengths of its sections below it. */
function Lead({ story }: { story: Story }): ReactElement {
  const { picture, shape } = story;
  return (
    <article className="h-entry lead">
      {picture && (
        <div>
          <PostPicture
            of={picture}
            sizes="(width >= 64rem) 29.5rem, 100vw"
            isFirst
            className={picture.width > phoneWidth ? 'wide' : undefined}
          />
        </div>
      )}
      <div {...languageAttributes(story.lang)}>
        <About story={story} />
        <h2>
          <a href={story.href} className="p-name u-url no-underline hover:underline">
            {story.title}
          </a>
        </h2>
        <p className="p-summary summary">{story.summary}</p>
        <Details story={story} />
        {!picture && (
          <div className="mt-4">
            <Shape of={shape} />
          </div>
        )}
      </div>
    </article>
  );
}

/** A story below the lead. */
function Featured({ story }: { story: Story }): ReactElement {
  const { picture, shape } = story;
  return (
    <article className="h-entry" {...languageAttributes(story.lang)}>
      <div>
        {picture ? (
          <PostPicture of={picture} sizes="(width >= 64rem) 19.5rem, 100vw" />
        ) : (
          <Shape of={shape} size="large" />
        )}
      </div>
      <About story={story} />
      <h2 className="text-title">
        <a href={story.href} className="p-name u-url no-underline hover:underline">
          {story.title}
        </a>
      </h2>
      <p className="p-summary text-muted">{story.summary}</p>
      <Details story={story} />
    </article>
  );
}

function About({ story: { about } }: { story: Story }): ReactElement | null {
  if (!about) return null;
  return (
    <p className="label">
      <a href={about.href}>{about.name}</a>
    </p>
  );
}

function Details({ story }: { story: Story }): ReactElement {
  return (
    <p className="text-small text-muted">
      <Byline authors={story.authors} />
      {' · '}
      <PostDate {...story} />
      {' · '}
      <span {...languageAttributes(site.language)}>{messages.lists.minutes(story.minutes ?? 0)}</span>
    </p>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactElement {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="label">
        {title}
      </h2>
      {children}
    </section>
  );
}
