import { replaceable } from '@/components/replaceable';
import { Newsletter } from '@/components/site/Newsletter';
import { messages, site } from '@/lib/config/site';

/** The call to action at the end of a post. */
export const CallToAction = replaceable(
  'CallToAction',
  function CallToAction({ heading, text, label, href }) {
    return (
      <section data-cta aria-labelledby="cta" className="my-14 border-y-2 border-accent py-7">
        <h2 id="cta" className="text-title">
          {heading}
        </h2>
        <p className="mt-2 text-muted">{text}</p>
        {/^\/subscribe\/?(?:#.*)?$/.test(href) && site.newsletter ? (
          <>
            <Newsletter label={label} />
            <p className="label mt-4">
              <a href="/subscribe/">{messages.subscribe.byRss}</a>
            </p>
          </>
        ) : (
          <p className="mt-4">
            <a href={href} className="button">
              {label}
            </a>
          </p>
        )}
      </section>
    );
  },
);
