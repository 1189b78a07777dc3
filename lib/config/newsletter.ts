/** The service that sends the newsletter, and what it needs to know. */
export type NewsletterConfig =
  | { service: 'buttondown'; username: string }
  /** `lists` are the UUIDs of public lists. */
  | { service: 'listmonk'; url: string; lists: string[] }
  /** `action` is that of the embedded form, such as `https://x.us1.list-manage.com/subscribe/post?u=…&id=…`. */
  | { service: 'mailchimp'; action: string }
  /** Ghost takes no plain form, so there is a link to its own. */
  | { service: 'ghost'; url: string }
  | {
      service: 'form';
      action: string;
      /** The name of the field for the address. The default is `email`. */
      field?: string;
      /** Hidden fields. */
      hidden?: Record<string, string>;
      /** Origins that the service redirects to after the form is sent; browsers block others. */
      redirects?: string[];
    };

/** How a reader signs up. */
export type SignUp =
  | {
      action: string;
      field: string;
      hidden: [name: string, value: string][];
      /** Other origins that the form may lead to. */
      redirects: string[];
      host: string;
    }
  | { href: string; host: string };

/** The form or link for signing up, by the documentation of each service. */
export function signUpOf(config: NewsletterConfig): SignUp {
  switch (config.service) {
    case 'buttondown':
      // https://docs.buttondown.com/building-your-subscriber-base
      return form(
        `https://buttondown.com/api/emails/embed-subscribe/${encodeURIComponent(config.username)}`,
        'email',
        [['embed', '1']],
        ['https://buttondown.email'],
      );
    case 'listmonk':
      // https://listmonk.app/docs, "Forms"
      return form(
        `${config.url.replace(/\/$/, '')}/subscription/form`,
        'email',
        config.lists.map((list) => ['l', list]),
      );
    case 'mailchimp':
      return form(config.action, 'EMAIL');
    case 'ghost':
      return { href: `${config.url.replace(/\/$/, '')}/#/portal/signup`, host: new URL(config.url).host };
    default:
      return form(
        config.action,
        config.field ?? 'email',
        Object.entries(config.hidden ?? {}),
        config.redirects,
      );
  }
}

const form = (
  action: string,
  field: string,
  hidden: [string, string][] = [],
  redirects: string[] = [],
): SignUp => ({ action, field, hidden, redirects, host: new URL(action).host });
