import { PostDate } from '@/components/post/PostDate';
import { replaceable } from '@/components/replaceable';
import { PostPicture } from '@/components/site/PostPicture';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';

/**
 * A list of posts: dates on the left, pictures on the right. Lists without summaries, as in the
 * archive, are more compact.
 *
 * @param level the heading level of the titles
 */
export const PostList = replaceable('PostList', function PostList({ posts, level: Heading = 'h2' }) {
  return (
    <ol className="grid">
      {posts.map(({ href, title, lang, day, date, summary, minutes, picture }) => {
        const brief = summary === undefined;
        return (
          <li key={href} className={`h-entry dump border-t border-rule ${brief ? 'py-3' : 'py-6'}`}>
            <p className="label flex flex-wrap gap-x-4 pt-1.5 lg:flex-col">
              <PostDate day={day} date={date} lang={lang} />
              {!brief && <span>{messages.lists.minutes(minutes ?? 0)}</span>}
            </p>
            <div {...languageAttributes(lang)}>
              <Heading className={brief ? 'text-body' : 'text-title'}>
                <a href={href} className="p-name u-url no-underline hover:underline">
                  {title}
                </a>
              </Heading>
              {!brief && <p className="p-summary mt-2 text-muted">{summary}</p>}
            </div>
            {picture && <PostPicture of={picture} sizes="9rem" className="mt-1.5 w-36 max-lg:hidden" />}
          </li>
        );
      })}
    </ol>
  );
});
