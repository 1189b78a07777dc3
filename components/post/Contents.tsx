import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';

/** The table of contents of a long post: closed on a phone, open beside the text on wide screens. */
export const Contents = replaceable('Contents', function Contents({ headings }) {
  return (
    <nav aria-label={messages.post.contents} className="toc">
      <details>
        <summary id="contents" className="label">
          {messages.post.contents}
        </summary>
        <ol>
          {headings.map((heading) => (
            <li key={heading.id}>
              <a href={`#${heading.id}`}>{heading.text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
});
