import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type NewsletterConfig, signUpOf } from '../../lib/config/newsletter';

/** What the documentation of each service says about its embedded form. */
const cases: [NewsletterConfig, expected: Record<string, unknown>][] = [
  [
    { service: 'buttondown', username: 'ada' },
    {
      action: 'https://buttondown.com/api/emails/embed-subscribe/ada',
      field: 'email',
      hidden: [['embed', '1']],
    },
  ],
  [
    { service: 'listmonk', url: 'https://lists.example', lists: ['a', 'b'] },
    {
      action: 'https://lists.example/subscription/form',
      field: 'email',
      hidden: [
        ['l', 'a'],
        ['l', 'b'],
      ],
    },
  ],
  [
    { service: 'mailchimp', action: 'https://x.us1.list-manage.com/subscribe/post?u=1&id=2' },
    { action: 'https://x.us1.list-manage.com/subscribe/post?u=1&id=2', field: 'EMAIL', hidden: [] },
  ],
  [{ service: 'ghost', url: 'https://ghost.example' }, { href: 'https://ghost.example/#/portal/signup' }],
  [
    { service: 'form', action: 'https://own.example/join' },
    { action: 'https://own.example/join', field: 'email', hidden: [], redirects: [] },
  ],
];

describe('the sign-up form of a newsletter', () => {
  for (const [config, expected] of cases)
    it(`of ${config.service}`, () => {
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(Object(signUpOf(config))[name], value, name);
    });
});
