import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import { reasonText } from '@/lib/i18n/reasons';

/** The recommended articles, each with the reason if there is one. */
export const Recommended = replaceable('Recommended', function Recommended({ posts }) {
  if (posts.length === 0) return null;
  return (
    <section id="recommended" aria-labelledby="recommended-title" className="mt-14">
      <h2 id="recommended-title" className="text-title font-semibold tracking-tight">
        {messages.post.recommended}
      </h2>
      <ol className="mt-4 grid">
        {posts.map((post) => (
          <li key={post.href} {...languageAttributes(post.lang)} className="border-t border-rule py-4">
            <h3 className="text-body font-semibold">
              <a href={post.href} className="no-underline hover:underline">
                {post.title}
              </a>
            </h3>
            <p className="mt-1 text-small text-muted">{post.summary}</p>
            {post.reason && <p className="label">{reasonText(post.reason, messages)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
});
