import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { PostDate } from '@/components/post/PostDate';
import { Phrase } from '@/components/site/Phrase';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import { propsOf } from '@/lib/next/page-props';
import { pageMetadata } from '@/lib/pages/metadata';

export const metadata: Metadata = pageMetadata({
  title: messages.search.title,
  description: messages.search.description(site.title),
  path: '/search/',
});

export default async function Search(): Promise<ReactElement> {
  const { latest, topics } = await propsOf('/search', '/search/');
  return (
    <main id="main">
      <PageTitle title={messages.search.title} />
      <div className="dump page-width">
        <div className="column">
          <search className="search">
            <form>
              <input
                type="search"
                name="q"
                autoComplete="off"
                aria-label={messages.browser.searchHint}
                placeholder={messages.browser.searchHint}
              />
              <button type="submit">{messages.search.button}</button>
            </form>
            <noscript>
              <p>
                <Phrase of={messages.search.withoutScript} to={['/archive/']} />
              </p>
            </noscript>
            <p role="status" className="label" />
            <ol />
            <div className="offers">
              {latest.length > 0 && <h2 className="label">{messages.browser.latest}</h2>}
              <ul>
                {latest.map(({ href, title, lang, day, date }) => (
                  <li key={href}>
                    <a href={href} {...languageAttributes(lang)}>
                      {title}
                    </a>
                    <span className="label">
                      <PostDate day={day} date={date} />
                    </span>
                  </li>
                ))}
              </ul>
              {topics.length > 0 && <h2 className="label">{messages.browser.byTopic}</h2>}
              <ul className="topics">
                {topics.map(({ href, name }) => (
                  <li key={href}>
                    <a href={href}>{name}</a>
                  </li>
                ))}
              </ul>
            </div>
          </search>
        </div>
      </div>
    </main>
  );
}
