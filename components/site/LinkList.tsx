import type { ReactElement } from 'react';
import type { NavigationLink } from '@/lib/config/site-config';

/** The row of links in the footer. */
export function LinkList({ links }: { links: readonly NavigationLink[] }): ReactElement {
  return (
    <ul>
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href} className="label">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
