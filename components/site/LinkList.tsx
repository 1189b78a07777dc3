import type { ReactElement } from 'react';
import type { NavigationLink } from '@/lib/config/site-config';

/** A row of links, as in the header and the footer. */
export function LinkList({ links }: { links: readonly NavigationLink[] }): ReactElement {
  return (
    <ul className="flex flex-wrap gap-x-4 sm:gap-x-5">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href} className="label inline-block no-underline hover:underline">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
