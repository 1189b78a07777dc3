import { replaceable } from '@/components/replaceable';
import { languageAttributes } from '@/lib/i18n/language';

/** The header of a list or content page: an `h1`, with a label above and text below. */
export const PageTitle = replaceable('PageTitle', function PageTitle({ label, title, lang, children }) {
  return (
    <header className="dump page-width pt-10 pb-4">
      <p className="label pt-3 max-lg:pb-1">{label}</p>
      <div {...languageAttributes(lang)}>
        <h1 className="p-name text-display">{title}</h1>
        {children && <div className="mt-5 text-lead text-muted">{children}</div>}
      </div>
    </header>
  );
});
