import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { Phrase } from '@/components/site/Phrase';
import { pageMetadata } from '@/lib/metadata';
import { copyOf, frame } from '@/lib/press/copy';
import { site, words } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: words.search.title,
  description: words.search.description(site.title),
  path: '/search/',
});

export default async function Search(): Promise<ReactElement> {
  const { modules } = await frame();
  const { topics } = await copyOf('/search', '/search/');
  return (
    <main id="main">
      <PageTitle title={words.search.title} />
      <div className="mx-auto grid w-full max-w-page gap-x-8 px-5 lg:grid-cols-dump">
        <div className="min-w-0 lg:col-start-2">
          <search>
            <form data-search className="flex gap-3 noscript:hidden">
              <label htmlFor="query" className="sr-only">
                {words.search.hint}
              </label>
              <input
                id="query"
                type="search"
                name="q"
                autoComplete="off"
                placeholder={words.search.hint}
                className="min-w-0 flex-1 border-b-2 border-muted bg-transparent py-2 placeholder:text-muted"
              />
              <button type="submit" className="cursor-pointer bg-accent px-4 font-mono text-small text-paper">
                {words.search.button}
              </button>
            </form>
          </search>
          <noscript>
            <p>
              <Phrase of={words.search.withoutScript} to={['/archive/']} />
            </p>
          </noscript>
          <p role="status" data-search-status className="label mt-4" />
          <ol
            data-results
            className="mt-2 [&_a]:font-semibold [&_li]:border-t [&_li]:border-rule [&_li]:py-4 [&_p]:mt-1 [&_p]:text-small [&_p]:text-muted"
          />
          <h2 className="mt-12 text-title font-semibold tracking-tight">{words.search.byTopic}</h2>
          <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
            {topics.map(({ href, name }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <script type="module" src={modules.search} />
    </main>
  );
}
