import type { ReactElement } from 'react';
import { bibTeX } from '@/lib/citations/bibtex';
import { absoluteUrl, messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** How to cite a post, in BibTeX. A click selects the whole entry. */
export function CiteThis({ post }: { post: PostProps }): ReactElement | null {
  if (!site.citeThis) return null;
  const { title, authors, day, href, version = href, lang } = post;
  const entry = bibTeX({ title, authors, day, publication: site.title, url: absoluteUrl(version) });
  return (
    <section className="dump mt-5">
      <details className="column">
        <summary className="label cursor-pointer py-3" {...(lang ? languageAttributes(site.language) : {})}>
          {messages.post.citeThis}
        </summary>
        <code className="bibtex" dir="ltr">
          {entry}
        </code>
      </details>
    </section>
  );
}
