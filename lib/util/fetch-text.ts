import { isInPrivateNetwork } from './private-network';

/** A response with a text of limited length. */
export interface FetchedText {
  status: number;
  /** After redirects. */
  url: string;
  headers: Headers;
  /** The start of the body, up to the limit. Empty if it is not text. */
  text: string;
  /** Whether the body was longer. */
  isCut: boolean;
}

/** How to fetch. */
export interface FetchOptions {
  headers?: Record<string, string>;
  /** If set, the request is a POST of a form. */
  form?: Record<string, string>;
  timeoutMs: number;
  /** In bytes. What follows is not read. */
  maxBytes: number;
  /** The page that names the URL, if it is not the author's own. */
  referrer?: string;
}

/** As many as browsers follow. */
const MAX_REDIRECTS = 20;

/**
 * Fetches a URL, and reads at most a part of its body. Follows redirects as `fetch` does, at most 20, but not from
 * a public host into a private network: other sites must not reach our own services.
 *
 * @throws {Error} if there is no response, with the reason as its message
 */
export async function fetchText(url: string, options: FetchOptions): Promise<FetchedText> {
  const { headers, form, timeoutMs, maxBytes, referrer } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { response, url: last } = await follow(url, referrer, {
      headers,
      signal,
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const { status } = response;
    const type = response.headers.get('content-type') ?? 'text/plain';
    const isText = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml))/i.test(type);
    const { text, isCut } = isText ? await readStart(response, maxBytes) : { text: '', isCut: false };
    if (!isText) await response.body?.cancel();
    return { status, url: last, headers: response.headers, text, isCut };
  } catch (error) {
    throw new Error(reasonOf(error, timeoutMs));
  }
}

/** Fetches a URL, and then those that it redirects to (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
async function follow(
  start: string,
  referrer: string | undefined,
  request: RequestInit,
): Promise<{ response: Response; url: string }> {
  const mayBePrivate = await isInPrivateNetwork(referrer ?? start);
  let url = start;
  let sent = request;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (!mayBePrivate && (await isInPrivateNetwork(url)))
      throw new Error(`${new URL(url).host} is in a private network`);
    const response = await fetch(url, { ...sent, redirect: 'manual' });
    const { status } = response;
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(status) || location === null) return { response, url };
    await response.body?.cancel();
    url = redirectTarget(location, url);
    if (status < 307) sent = { ...sent, method: 'GET', body: undefined };
  }
  throw new Error('too many redirects');
}

function redirectTarget(location: string, from: string): string {
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (!target || !/^https?:$/.test(target.protocol)) throw new Error(`redirects to ${location}`);
  return target.href;
}

async function readStart(response: Response, maxBytes: number): Promise<{ text: string; isCut: boolean }> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return { text: text + decoder.decode(), isCut: false };
    bytes += chunk.value.length;
    text += decoder.decode(chunk.value.subarray(0, chunk.value.length - Math.max(0, bytes - maxBytes)), {
      stream: true,
    });
    if (bytes <= maxBytes) continue;
    await reader?.cancel();
    return { text, isCut: true };
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
