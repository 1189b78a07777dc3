import type { ReactElement } from 'react';
import { signUpOf } from '@/lib/config/newsletter';
import { messages, site } from '@/lib/config/site';

/**
 * The form for the newsletter in `site.config.ts`, or a link to that of the service.
 *
 * @param label of its button
 */
export function Newsletter({ label }: { label: string }): ReactElement | null {
  if (!site.newsletter) return null;
  const signUp = signUpOf(site.newsletter);
  const { address, goesTo } = messages.newsletter;
  if ('href' in signUp)
    return (
      <p className="mt-4">
        <a href={signUp.href} className="button">
          {label}
        </a>
      </p>
    );
  return (
    <form
      action={signUp.action}
      method="post"
      data-redirects={signUp.redirects.join(' ') || undefined}
      className="newsletter"
    >
      {signUp.hidden.map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <label className="label">
        {address}
        <input type="email" name={signUp.field} required autoComplete="email" />
      </label>
      <p>
        <button type="submit" className="button">
          {label}
        </button>
        <span className="label">{goesTo(signUp.host)}</span>
      </p>
    </form>
  );
}
