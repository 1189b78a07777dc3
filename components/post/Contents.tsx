import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';

/** The table of contents of a long post: closed on a phone, open beside the text on wide screens. */
export const Contents = replaceable('Contents', function Contents({ headings }) {
  return (
    <nav
      aria-label={messages.post.contents}
      className="toc mb-5 max-lg:border-y max-lg:border-rule lg:sticky lg:top-8 lg:self-start"
    >
      <details>
        <summary id="contents" className="label">
          {messages.post.contents}
        </summary>
        <ol className="grid text-small max-lg:pb-4 lg:max-h-[80vh] lg:overflow-y-auto">
          {headings.map((heading) => (
            <li key={heading.id}>
              <a href={`#${heading.id}`} className="grid py-1 text-muted no-underline hover:underline">
                {heading.text}
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
});
