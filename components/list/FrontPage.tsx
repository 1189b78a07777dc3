import type { ReactElement, ReactNode } from 'react';
import { PostDate } from '@/components/post/PostDate';
import { Cells } from '@/components/site/Cells';
import { bitsOf } from '@/lib/cards/motif';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { FrontPageProps, PostLine } from '@/lib/pages/props';
import { Pagination } from './Pagination';
import { PostList } from './PostList';

/** The home page: tagline, latest article, recent articles, series and topics. */
export function FrontPage({ list, leadSlug, series, topics }: FrontPageProps): ReactElement {
  const [lead, ...others] = list.posts;
  return (
    <div className="mx-auto w-full max-w-page px-5">
      <header className="dump pt-8 pb-10">
        <div className="lg:col-start-2">
          <h1 className="p-name text-lead font-medium">{site.tagline}</h1>
          <p className="mt-1 text-muted">{site.description}</p>
        </div>
      </header>
      {lead ? (
        <Lead post={lead} slug={leadSlug} />
      ) : (
        <p className="lg:ms-[13rem]">{messages.lists.nothingYet}</p>
      )}
      {others.length > 0 && (
        <section aria-labelledby="recent" className="pt-12">
          <h2 id="recent" className="label pb-3">
            {messages.lists.recent}
          </h2>
          <PostList posts={others} level="h3" />
        </section>
      )}
      <Pagination {...list} />
      {series.length > 0 && (
        <Ways id="series-title" title={messages.archive.series}>
          {series.map(({ href, title, summary }) => (
            <li key={href} className="border-t border-rule py-4">
              <h3 className="font-semibold">
                <a href={href} className="no-underline hover:underline">
                  {title}
                </a>
              </h3>
              <p className="mt-1 text-small text-muted">{summary}</p>
            </li>
          ))}
        </Ways>
      )}
      {topics.length > 0 && (
        <Ways
          id="topics-title"
          title={messages.topics.title}
          className="flex flex-wrap gap-x-6 gap-y-2 border-t border-rule pt-4"
        >
          {topics.map(({ href, name, count }) => (
            <li key={href}>
              <a href={href} rel="tag">
                {name}
              </a>{' '}
              <span className="label">{count}</span>
            </li>
          ))}
        </Ways>
      )}
    </div>
  );
}

/** The latest article, with a large version of its cells. */
function Lead({ post, slug }: { post: PostLine; slug: string }): ReactElement {
  const { href, title, lang, day, date, summary, minutes } = post;
  return (
    <article className="h-entry dump border-t-2 border-ink pt-5">
      <p className="label pt-2.5 max-lg:pb-2">
        <PostDate day={day} date={date} lang={lang} />
        <span className="lg:block max-lg:before:content-['_·_']">{messages.lists.minutes(minutes ?? 0)}</span>
      </p>
      <div {...languageAttributes(lang)}>
        <h2 className="text-display font-medium tracking-tight">
          <a href={href} className="p-name u-url no-underline hover:underline">
            {title}
          </a>
        </h2>
        <p className="p-summary mt-5 text-lead text-muted">{summary}</p>
        <div className="mt-7">
          <Cells bits={bitsOf(slug)} size={7} />
        </div>
      </div>
    </article>
  );
}

function Ways({
  id,
  title,
  className,
  children,
}: {
  id: string;
  title: string;
  className?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <section aria-labelledby={id} className="dump pt-14">
      <h2 id={id} className="label pt-4 max-lg:pb-3">
        {title}
      </h2>
      <ul className={className}>{children}</ul>
    </section>
  );
}
