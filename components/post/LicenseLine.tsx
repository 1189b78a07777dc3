import type { ReactElement } from 'react';
import { messages, site } from '@/lib/config/site';
import { languageAttributes } from '@/lib/i18n/language';
import type { PostProps } from '@/lib/pages/props';

/** The license of a post, below its text. */
export function LicenseLine({ license, lang }: Pick<PostProps, 'license' | 'lang'>): ReactElement | null {
  if (!license) return null;
  return (
    <div className="dump mt-14">
      <p className="label column" {...(lang ? languageAttributes(site.language) : {})}>
        {messages.post.license}{' '}
        <a rel="license" href={license.url}>
          {license.name}
        </a>
      </p>
    </div>
  );
}
