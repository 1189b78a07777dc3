import { createHmac } from 'node:crypto';
import { previewFolder } from '../util/addresses';
import { SettingsError } from './env';

/** In characters. Shorter secrets can be guessed, and with them the addresses of drafts. */
const MIN_SECRET_LENGTH = 32;

/** In hexadecimal digits: 128 bits. */
const ADDRESS_LENGTH = 32;

/**
 * The secret that the addresses of drafts are made with, from `PREVIEW_SECRET`.
 *
 * @throws {SettingsError} if there is none, or it is too short
 */
export function readPreviewSecret(env: NodeJS.ProcessEnv = process.env): string {
  const { PREVIEW_SECRET: secret = '' } = env;
  if (secret.length >= MIN_SECRET_LENGTH) return secret;
  const found = secret === '' ? 'it is not set' : `found ${secret.length}`;
  throw new SettingsError(
    `PREVIEW_SECRET: expected a secret of at least ${MIN_SECRET_LENGTH} characters, with which --drafts makes the addresses of drafts; ${found}. To make one: node -p "crypto.randomBytes(32).toString('hex')". Set it in the environment or in .env, and do not commit it.`,
  );
}

/** The address of a draft: nobody can guess it without the secret, and it stays the same until the draft is published. */
export const previewPath = (slug: string, secret: string): string =>
  `${previewFolder}${createHmac('sha256', secret).update(slug).digest('hex').slice(0, ADDRESS_LENGTH)}/`;
