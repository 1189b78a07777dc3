import type { ReactElement } from 'react';
import { site } from '@/lib/config/site';
import { formatDay, languageAttributes } from '@/lib/i18n/language';
import type { PostLine } from '@/lib/pages/props';
import { dayOrMoment } from '@/lib/util/dates';

/** The publication date: the day for readers, the exact time in `datetime`. */
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
