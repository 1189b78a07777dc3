import { replaceable } from '@/components/replaceable';
import { PostPicture } from '@/components/site/PostPicture';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';

/** The one article to read next: the next part of the series, or the best recommendation. */
export const NextStep = replaceable('NextStep', function NextStep({ next }) {
  if (!next) return null;
  const { href, title, lang, summary, picture, isInSeries } = next;
  return (
    <section aria-labelledby="next" className="mt-14 border-t-2 border-ink pt-5">
      <h2 id="next" className="label">
        {isInSeries ? messages.post.nextPart : messages.post.readNext}
      </h2>
      <div {...languageAttributes(lang)}>
        {picture && <PostPicture of={picture} sizes="10rem" className="mt-2 w-36" />}
        <p className="mt-2 text-title">
          <a href={href} rel="next" className="no-underline hover:underline">
            {title}
          </a>
        </p>
        <p className="mt-2 text-muted">{summary}</p>
      </div>
    </section>
  );
});
