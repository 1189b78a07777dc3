import type { ReactElement } from 'react';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** The parts of the series that a post belongs to. */
export function SeriesParts({ href, series }: Pick<PostProps, 'href' | 'series'>): ReactElement | null {
  if (!series) return null;
  return (
    <nav aria-labelledby="series" className="my-12 border-t border-rule pt-4">
      <h2 id="series" className="label">
        {messages.series.partOf} <a href={series.href}>{series.title}</a>
      </h2>
      <ol className="mt-2 grid list-decimal gap-1 ps-6 marker:text-muted">
        {series.parts.map((part) => (
          <li key={part.href} {...languageAttributes(part.lang)}>
            {part.href === href ? (
              <span aria-current="page">{part.title}</span>
            ) : (
              <a href={part.href}>{part.title}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
