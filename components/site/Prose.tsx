import type { ReactElement, ReactNode } from 'react';
import { readBody } from '@/lib/content/body';
import { languageAttributes } from '@/lib/language';

/** The Markdown of a page that is not an article, in the text column, with what comes after it. */
export async function Prose({
  bodyFile,
  lang,
  children,
}: {
  bodyFile: string;
  lang?: string;
  children?: ReactNode;
}): Promise<ReactElement> {
  const { html } = await readBody(bodyFile);
  return (
    <div className="mx-auto grid w-full max-w-page gap-x-8 px-5 pt-6 lg:grid-cols-dump">
      <div className="min-w-0 lg:col-start-2">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized by lib/markdown/ */}
        <div className="article" {...languageAttributes(lang)} dangerouslySetInnerHTML={{ __html: html }} />
        {children && <div className="mt-5">{children}</div>}
      </div>
    </div>
  );
}
