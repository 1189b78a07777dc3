import { replaceable } from '@/components/replaceable';
import { Byline } from '@/components/site/Byline';
import { Shape } from '@/components/site/Shape';
import { messages, site } from '@/lib/config/site';
import { formatDay, languageAttributes, languageName } from '@/lib/i18n/language';
import { PostDate } from './PostDate';
import { SeriesLine } from './SeriesLine';

/** The header of a post: series, title, summary, authors, dates and topics. */
export const PostHeader = replaceable('PostHeader', function PostHeader({ post }) {
  const others = post.translations.filter(({ href }) => href !== post.href);
  return (
    <header className="dump pt-3 pb-4 lg:pt-10">
      <div
        {...(post.lang ? languageAttributes(site.language) : {})}
        className="label flex flex-wrap gap-x-4 gap-y-1 max-lg:order-last lg:flex-col lg:pt-3"
      >
        {post.state !== 'published' && <p className="text-accent">{messages.post[post.state]}</p>}
        {post.topics.length > 0 && (
          <ul aria-label={messages.topics.title} className="flex flex-wrap gap-x-3 gap-y-1">
            {post.topics.map((tag) => (
              <li key={tag.href}>
                <a rel="tag" className="p-category" href={tag.href}>
                  {tag.name}
                </a>
              </li>
            ))}
          </ul>
        )}
        {others.length > 0 && (
          <p>
            {messages.post.alsoIn}{' '}
            {others.map(({ href, language }, at) => (
              <span key={href}>
                {at > 0 && ', '}
                <a href={href} rel="alternate" hrefLang={language} {...languageAttributes(language)}>
                  {languageName(language)}
                </a>
              </span>
            ))}
          </p>
        )}
      </div>
      <div>
        <SeriesLine {...post} />
        <h1 className="p-name text-display font-medium tracking-tight">{post.title}</h1>
        {post.description && (
          <p className="p-summary mt-3 text-muted lg:mt-5 lg:text-lead">{post.description}</p>
        )}
        <p className="mt-3 text-small text-muted lg:mt-5">
          <Byline authors={post.authors} />
          {' · '}
          <span className="sr-only">{messages.post.published} </span>
          <PostDate {...post} />
          {' · '}
          <span {...(post.lang ? languageAttributes(site.language) : {})}>
            {messages.post.minutesToRead(post.minutes)}
          </span>
          {post.updated && post.updatedDay && (
            <>
              {' · '}
              {messages.post.updated}{' '}
              <time className="dt-updated" dateTime={post.updatedDay}>
                {formatDay(post.updatedDay, post.lang ?? site.language)}
              </time>
            </>
          )}
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-x-5">
          <Shape of={post.shape} />
          <p data-tools data-offline={site.offline ? '' : undefined} className="label tools" />
        </div>
      </div>
    </header>
  );
});
