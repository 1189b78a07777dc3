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
    <header className="dump">
      <div {...(post.lang ? languageAttributes(site.language) : {})} className="label facts">
        {post.state !== 'published' && <p className="text-accent">{messages.post[post.state]}</p>}
        {post.topics.length > 0 && (
          <ul aria-label={messages.topics.title}>
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
        <h1 className="p-name text-display">{post.title}</h1>
        {post.description && <p className="p-summary summary">{post.description}</p>}
        <p className="byline">
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
        <div className="actions">
          <Shape of={post.shape} />
          <p data-tools data-offline={site.offline ? '' : undefined} className="label tools" />
        </div>
      </div>
    </header>
  );
});
