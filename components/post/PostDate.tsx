import type { ReactElement } from 'react';
import { site } from '@/lib/config/site';
import { formatDay, languageAttributes } from '@/lib/i18n/language';
import type { PostLine } from '@/lib/pages/props';
import { dayOrMoment } from '@/lib/util/dates';

/** When a post was published: the day as its author wrote it, the moment for machines. */
export function PostDate({ day, date, lang }: Pick<PostLine, 'day' | 'date' | 'lang'>): ReactElement {
  return (
    <time
      className="dt-published"
      {...languageAttributes(lang)}
      dateTime={dayOrMoment(day, date, site.timeZone)}
    >
      {formatDay(day, lang ?? site.language)}
    </time>
  );
}
