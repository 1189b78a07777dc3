import type { ReactElement } from 'react';
import type { BodyText } from '@/lib/content/body';
import { languageAttributes } from '@/lib/language';
import { frame } from '@/lib/press/copy';

/**
 * The text of a document. A print run leaves room for it here, and `lib/publish/` puts it in:
 * React would carry it twice, once as flight data. The preview shows it at once.
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
  // Known when Next compiles, as in `lib/press/copy.ts`.
  const html =
    process.env.NODE_ENV === 'development'
      ? (await import('@/lib/content/body')).readBody(body, '').html
      : '';
  const { modules } = await frame();
  return (
    <>
      <div
        data-body
        className={`article ${className}`.trim()}
        {...languageAttributes(lang)}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitized by lib/markdown/
        dangerouslySetInnerHTML={{ __html: html }}
      />
      {body.hasCode && <script type="module" src={modules.code} />}
    </>
  );
}
