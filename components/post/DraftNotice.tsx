import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import { formatDay } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** Says above a draft that it is not published yet. */
export function DraftNotice({ state, day }: Pick<PostProps, 'state' | 'day'>): ReactElement {
  return (
    <p role="note" className="mt-4 border-y-2 border-accent py-3 text-small">
      {state === 'scheduled'
        ? messages.post.scheduledNotice(formatDay(day, site.language))
        : messages.post.draftNotice}
    </p>
  );
}
