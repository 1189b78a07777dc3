import { replaceable } from '@/components/replaceable';
import { PostPicture } from '@/components/site/PostPicture';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';

/** A list of topics or authors, each with its number of articles, the latest one, and a picture of one of them. */
export const GroupList = replaceable('GroupList', function GroupList({ groups }) {
  return (
    <ul className="page-width grid pt-8">
      {groups.map(({ href, name, summary, count, latest, picture }) => (
        <li key={href} className="dump border-t border-rule py-6">
          <p className="label pt-1.5">{messages.lists.count(count)}</p>
          <div>
            <h2 className="text-title">
              <a href={href} className="no-underline hover:underline">
                {name}
              </a>
            </h2>
            {summary && <p className="mt-2 text-muted">{summary}</p>}
            {latest && (
              <p className="mt-2 text-muted">
                {messages.lists.latestOne}{' '}
                <a href={latest.href} {...languageAttributes(latest.lang)}>
                  {latest.title}
                </a>
              </p>
            )}
          </div>
          {picture && <PostPicture of={picture} sizes="9rem" className="mt-1.5 w-36 max-lg:hidden" />}
        </li>
      ))}
    </ul>
  );
});
