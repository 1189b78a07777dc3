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
    <div className="dump page-width pt-6">
      <div className="column">
        <Body of={body} lang={lang} />
        {children && <div className="mt-5">{children}</div>}
      </div>
    </div>
  );
}
