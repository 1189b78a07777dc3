import { replaceable } from '@/components/replaceable';
import { messages } from '@/lib/config/site';
import { listPath } from '@/lib/util/addresses';

/** Links to the newer and older pages of a list. Renders nothing for a single page. */
export const Pagination = replaceable('Pagination', function Pagination({ href, page, last }) {
  if (last <= 1) return null;
  const link = (to: number, rel: string, label: string) => (
    <a href={listPath(href, to)} rel={rel} className="py-2">
      {label}
    </a>
  );
  return (
    <nav aria-label={messages.lists.pages} className="dump border-t border-rule pt-6">
      <p className="label pt-2.5">{messages.lists.position(page, last)}</p>
      <div className="flex justify-between">
        {page > 1 ? link(page - 1, 'prev', messages.lists.newer) : <span />}
        {page < last && link(page + 1, 'next', messages.lists.older)}
      </div>
    </nav>
  );
});
