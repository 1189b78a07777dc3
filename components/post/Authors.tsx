import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';

/** The authors of a post, with a line about each. */
export const Authors = replaceable('Authors', function Authors({ authors }) {
  const described = authors.filter(({ summary }) => summary);
  if (described.length === 0) return null;
  return (
    <section aria-labelledby="about-authors" className="mt-14 border-t border-rule pt-4">
      <h2 id="about-authors" className="label">
        {messages.post.about(described.length)}
      </h2>
      {described.map(({ href, name, summary }) => (
        <p key={href} className="mt-2">
          <a href={href} className="font-semibold">
            {name}
          </a>{' '}
          <span className="text-muted">{summary}</span>
        </p>
      ))}
    </section>
  );
});
