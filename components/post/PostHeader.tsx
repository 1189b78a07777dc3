import type { ReactElement } from 'react';
import { Cells } from '@/components/site/Cells';
import { bitsOf } from '@/lib/cards/motif';
import { messages, site } from '@/lib/config/site';
import { formatDay, languageAttributes, languageName } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';
import { PostDate } from './PostDate';

/** The header of a post: title, authors, dates, topics and reading time. */
export function PostHeader({ post }: { post: PostProps }): ReactElement {
  return (
    <header className="dump pt-10 pb-10">
      <div
        {...(post.lang ? languageAttributes(site.language) : {})}
        className="label flex flex-wrap justify-self-start gap-x-4 gap-y-1 pt-3 max-lg:order-last max-lg:pt-6 lg:flex-col"
      >
        <p>
          <span className="sr-only">{messages.post.published} </span>
          <PostDate {...post} />
        </p>
        {post.updated && post.updatedDay && (
          <p>
            {messages.post.updated}{' '}
            <time className="dt-updated" dateTime={post.updatedDay}>
              {formatDay(post.updatedDay, post.lang ?? site.language)}
            </time>
          </p>
        )}
        <p>{messages.post.minutesToRead(post.minutes)}</p>
        <p>
          <span className="sr-only">{messages.post.by} </span>
          {post.authors.length === 0 && (
            <a rel="author" className="p-author h-card" href="/">
              {site.title}
            </a>
          )}
          {post.authors.map((author, at) => (
            <span key={author.href}>
              {at > 0 && ', '}
              <a rel="author" className="p-author h-card" href={author.href}>
                {author.name}
              </a>
            </span>
          ))}
        </p>
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
        {post.translations.length > 0 && (
          <p>
            {messages.post.alsoIn}{' '}
            {post.translations
              .filter(({ href }) => href !== post.href)
              .map(({ href, language }, at) => (
                <span key={href}>
                  {at > 0 && ', '}
                  <a href={href} rel="alternate" hrefLang={language} {...languageAttributes(language)}>
                    {languageName(language)}
                  </a>
                </span>
              ))}
          </p>
        )}
        {post.state !== 'published' && <p className="text-accent">{messages.post[post.state]}</p>}
      </div>
      <div>
        <h1 className="p-name text-display font-medium tracking-tight">{post.title}</h1>
        {post.description && <p className="p-summary mt-5 text-lead text-muted">{post.description}</p>}
        <div className="mt-7 flex flex-wrap items-center gap-x-5">
          <Cells bits={bitsOf(post.slug)} size={5} />
          <p data-tools data-offline={site.offline ? '' : undefined} className="label tools" />
        </div>
      </div>
    </header>
  );
}
