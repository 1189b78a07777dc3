import type { ReactElement } from 'react';
import type { BodyText } from '@/lib/content/body';
import { languageAttributes } from '@/lib/i18n/language';
import { layoutProps } from '@/lib/next/page-props';

/**
 * The placeholder for the text of a document. `lib/render/finish-page.ts` inserts the text: with
 * React, the page would contain it twice, once as flight data.
 */
export async function Body({
  of: body,
  lang,
  className = '',
}: {
  of: BodyText;
  lang?: string;
  className?: string;
}): Promise<ReactElement> {
  const { modules } = await layoutProps();
  return (
    <>
      <div data-body className={`article ${className}`.trim()} {...languageAttributes(lang)} />
      {body.hasCode && <script type="module" src={modules.code} />}
    </>
  );
}
