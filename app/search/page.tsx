import type { Metadata } from 'next';
import type { ReactElement } from 'react';
import { PageTitle } from '@/components/list/PageTitle';
import { pageMetadata } from '@/lib/metadata';
import { copyOf, frame } from '@/lib/press/copy';
import { site } from '@/lib/site';

export const metadata: Metadata = pageMetadata({
  title: 'Search',
  description: `Search the articles of ${site.title} by title, topic and section.`,
  path: '/search/',
});

export default async function Search(): Promise<ReactElement> {
  const { modules } = await frame();
  const { topics } = await copyOf('/search', '/search/');
  return (
    <main id="main">
      <PageTitle title="Search" />
      <div className="mx-auto grid w-full max-w-page gap-x-8 px-5 lg:grid-cols-dump">
        <div className="min-w-0 lg:col-start-2">
          <search>
            <form data-search className="flex gap-3 noscript:hidden">
              <label htmlFor="query" className="sr-only">
                Words in titles, topics and sections
              </label>
              <input
                id="query"
                type="search"
                name="q"
                autoComplete="off"
                placeholder="Words in titles, topics and sections"
                className="min-w-0 flex-1 border-b-2 border-muted bg-transparent py-2 placeholder:text-muted"
              />
              <button type="submit" className="cursor-pointer bg-accent px-4 font-mono text-small text-paper">
                Search
              </button>
            </form>
          </search>
          <noscript>
            <p>
              Searching needs JavaScript. The <a href="/archive/">archive</a> lists every article, and the
              topics below lead to the rest.
            </p>
          </noscript>
          <p role="status" data-search-status className="label mt-4" />
          <ol
            data-results
            className="mt-2 [&_a]:font-semibold [&_li]:border-t [&_li]:border-rule [&_li]:py-4 [&_p]:mt-1 [&_p]:text-small [&_p]:text-muted"
          />
          <h2 className="mt-12 text-title font-semibold tracking-tight">Or look by topic</h2>
          <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
            {topics.map(({ href, name }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <script defer src={modules.search} />
    </main>
  );
}
