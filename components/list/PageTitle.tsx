import type { ReactElement, ReactNode } from 'react';
import { languageAttributes } from '@/lib/i18n/language';

/** The head of a list or content page: its one `h1`, a label above and a text below. */
export function PageTitle({
  label,
  title,
  lang,
  children,
}: {
  label?: string;
  title: string;
  /** Of the title, where it is not the site's. */
  lang?: string;
  children?: ReactNode;
}): ReactElement {
  return (
    <header className="dump mx-auto w-full max-w-page px-5 pt-10 pb-4">
      <p className="label pt-3 max-lg:pb-1">{label}</p>
      <div {...languageAttributes(lang)}>
        <h1 className="p-name text-display font-medium tracking-tight">{title}</h1>
        {children && <div className="mt-5 text-lead text-muted">{children}</div>}
      </div>
    </header>
  );
}
