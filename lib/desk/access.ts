import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The header with the token of the page. No other site can send it without asking first, which we refuse. */
export const tokenHeader = 'x-desk-token';

/** A token that only the page of the desk knows. Each start of the server has its own. */
export const newToken = () => randomBytes(32).toString('base64url');

/** Why a request is refused, for its response. */
export interface Denial {
  status: number;
  /** For the page. */
  reason: 'host' | 'origin' | 'token' | 'type' | 'method' | 'embedded';
  message: string;
}

/**
 * Checks who sends a request to the API: only a page of the same origin, which knows the token.
 *
 * @param isOwnHost whether a `Host` header has a name of this server; other names may be DNS rebinding
 * @returns why the request is refused; `undefined` if it is not
 */
export function denyCall(
  { headers, method }: IncomingMessage,
  token: string,
  isOwnHost: (host: string | undefined) => boolean,
): Denial | undefined {
  if (!isOwnHost(headers.host)) return foreignHost;
  if (method !== 'POST') return { status: 405, reason: 'method', message: 'The desk expects POST.' };
  const isSameSite = ['same-origin', undefined].includes(headers['sec-fetch-site']?.toString());
  if (!isSameSite || headers.origin !== `http://${headers.host}`)
    return { status: 403, reason: 'origin', message: 'The desk only answers its own page.' };
  const sent = Buffer.from(String(headers[tokenHeader] ?? ''));
  const expected = Buffer.from(token);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected))
    return {
      status: 403,
      reason: 'token',
      message: 'The server has started again since this page was opened. Reload the page.',
    };
  if (!/^application\/json(?:;|$)/i.test(headers['content-type'] ?? ''))
    return { status: 415, reason: 'type', message: 'The desk expects application/json.' };
  return undefined;
}

/**
 * Checks who asks for the page with the token: only a browser that opens it by itself, not a script or a frame
 * of any other page, not even one of the site.
 */
export function denyPage(
  { headers, method }: IncomingMessage,
  isOwnHost: (host: string | undefined) => boolean,
): Denial | undefined {
  if (!isOwnHost(headers.host)) return foreignHost;
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, reason: 'method', message: 'The page of the desk can only be opened.' };
  if (![undefined, 'document'].includes(headers['sec-fetch-dest']?.toString()))
    return { status: 403, reason: 'embedded', message: 'The desk only opens in a window of its own.' };
  return undefined;
}

const foreignHost: Denial = {
  status: 403,
  reason: 'host',
  message: 'The desk is only available at localhost. Set HOST to use another name.',
};
