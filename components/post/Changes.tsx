import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import { formatDay, languageAttributes } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** What was changed in a post after it was published, below its text. */
export function Changes({
  changes,
  history,
  lang,
}: Pick<PostProps, 'changes' | 'history' | 'lang'>): ReactElement | null {
  if (changes.length === 0 && history === undefined) return null;
  return (
    <section aria-labelledby="changes-title" className="dump mt-14">
      <div className="column">
        <h2 id="changes-title" className="label" {...(lang ? languageAttributes(site.language) : {})}>
          {messages.post.changes}
        </h2>
        {changes.length > 0 && (
          <ul className="mt-2 grid gap-1 text-small text-muted">
            {changes.map(({ day, text }) => (
              <li key={day + text}>
                <time dateTime={day}>{formatDay(day, lang ?? site.language)}</time>: {text}
              </li>
            ))}
          </ul>
        )}
        {history !== undefined && (
          <p className="label mt-2">
            <a href={history}>{messages.history.link}</a>
          </p>
        )}
      </div>
    </section>
  );
}
