import { Fragment } from 'react';
import { replaceable } from '@/components/replaceable';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';

/** “By” and the authors of a post; the publication if it has none. */
export const Byline = replaceable('Byline', function Byline({ authors }) {
  const links = authors.length > 0 ? authors : [{ href: '/', name: site.title }];
  return (
    <span {...languageAttributes(site.language)}>
      {messages.post.by}{' '}
      {links.map(({ href, name }, at) => (
        <Fragment key={href}>
          {at > 0 && ', '}
          <a rel="author" className="p-author h-card" href={href}>
            {name}
          </a>
        </Fragment>
      ))}
    </span>
  );
});
