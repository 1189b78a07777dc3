import type { ReactElement } from 'react';
import { messages } from '@/lib/config/site';
import type { Heading } from '@/lib/markdown/render';

/** The table of contents of a long post, next to the text on wide screens. */
export function Contents({ headings }: { headings: Heading[] }): ReactElement {
  return (
    <nav
      aria-labelledby="contents"
      className="max-lg:mb-10 max-lg:border-y max-lg:border-rule max-lg:py-4 lg:sticky lg:top-8 lg:self-start"
    >
      <h2 id="contents" className="label mb-1">
        {messages.post.contents}
      </h2>
      <ol className="grid gap-1 text-small leading-snug lg:max-h-[80vh] lg:overflow-y-auto">
        {headings.map((heading) => (
          <li key={heading.id}>
            <a href={`#${heading.id}`} className="text-muted no-underline hover:underline">
              {heading.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
