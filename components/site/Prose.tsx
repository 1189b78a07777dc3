import type { ReactElement, ReactNode } from 'react';
import type { BodyText } from '@/lib/content/body';
import { Body } from './Body';

/** The text of a page that is not an article, followed by the children. */
export function Prose({
  of: body,
  lang,
  children,
}: {
  of: BodyText;
  lang?: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <div className="dump mx-auto w-full max-w-page px-5 pt-6">
      <div className="min-w-0 lg:col-start-2">
        <Body of={body} lang={lang} />
        {children && <div className="mt-5">{children}</div>}
      </div>
    </div>
  );
}
