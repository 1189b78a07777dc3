import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';

/** The series of a post and its place in it, above the title. Opens to the list of all parts. */
export const SeriesLine = replaceable('SeriesLine', function SeriesLine({ href, series }) {
  if (!series) return null;
  const { part, parts, title } = series;
  return (
    <nav aria-label={messages.series.label} className="series">
      <details>
        <summary>
          <span className="text-muted">{messages.series.part(part, parts.length)}</span>
          {' · '}
          {title}
        </summary>
        <ol>
          {parts.map((one) => (
            <li key={one.href} {...languageAttributes(one.lang)}>
              {one.href === href ? (
                <span aria-current="page">{one.title}</span>
              ) : (
                <a href={one.href}>{one.title}</a>
              )}
            </li>
          ))}
        </ol>
        <p>
          <a href={series.href}>{messages.series.about}</a>
        </p>
      </details>
    </nav>
  );
});
