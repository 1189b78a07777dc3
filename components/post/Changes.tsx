import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import { formatDay, languageAttributes } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** What was changed in a post after it was published, below its text. */
export function Changes({ changes, lang }: Pick<PostProps, 'changes' | 'lang'>): ReactElement | null {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes" className="dump mt-14">
      <div className="lg:col-start-2">
        <h2 id="changes" className="label" {...(lang ? languageAttributes(site.language) : {})}>
          {messages.post.changes}
        </h2>
        <ul className="mt-2 grid gap-1 text-small text-muted">
          {changes.map(({ day, text }) => (
            <li key={day + text}>
              <time dateTime={day}>{formatDay(day, lang ?? site.language)}</time>: {text}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
