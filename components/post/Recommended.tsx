import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import { reasonText } from '@/lib/i18n/reasons';

/** The recommended articles, each with the reason if there is one. */
export const Recommended = replaceable('Recommended', function Recommended({ posts }) {
  if (posts.length === 0) return null;
  return (
    <section id="recommended" aria-labelledby="recommended-title" className="mt-14">
      <h2 id="recommended-title" className="text-title">
        {messages.post.recommended}
      </h2>
      <ol>
        {posts.map((post) => (
          <li key={post.href} {...languageAttributes(post.lang)}>
            <h3>
              <a href={post.href}>{post.title}</a>
            </h3>
            <p className="summary">{post.summary}</p>
            {post.reason && <p className="label">{reasonText(post.reason, messages)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
});
