import type { FetchedText } from '../util/fetch-text';
import { isSimilar, type PageFacts, pageFacts } from './fingerprint';
import type { KnownLink } from './known-links';

/** What was found at a link. */
export type Outcome =
  | { kind: 'alive'; facts: PageFacts; url: string }
  /** The server does not answer programs, so nothing is known. */
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string; isFinal: boolean };

/** Fetches a page. @throws {Error} with the reason */
export type Fetch = (url: string) => Promise<Pick<FetchedText, 'status' | 'url' | 'text'>>;

/** What pages say that stand for one that is gone. */
const notFound =
  /\b404\b|not found|no longer (?:exists|available)|does ?n[o’']t exist|nicht gefunden|introuvable|no encontrad|não encontrad|non trovat|niet gevonden|не найден|見つかりません|找不到|غير موجود/i;

/**
 * Checks a link to another site.
 *
 * @param known what was found there before
 */
export async function checkLink(
  url: string,
  known: Pick<KnownLink, 'title' | 'fingerprint'>,
  fetch: Fetch,
): Promise<Outcome> {
  let page: Awaited<ReturnType<Fetch>>;
  try {
    page = await fetch(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Browsers complete a chain of certificates.
    return /CERT|UNABLE_TO_|SELF_SIGNED/.test(reason) ? { kind: 'refused', reason } : failed(reason);
  }
  const { status } = page;
  if (status === 404 || status === 410) return { ...failed(`status ${status}`), isFinal: true };
  // Many sites answer only browsers, only people with an account, or not in every country.
  if ([401, 402, 403, 405, 406, 429, 451, 503, 999].includes(status))
    return { kind: 'refused', reason: `status ${status}` };
  if (status >= 400) return failed(`status ${status}`);
  const facts = pageFacts(page.text);
  // A short URL, or that of a page that has moved, may lead to the home page of another site.
  if (isHome(page.url) && !isHome(url) && hostOf(page.url) === hostOf(url))
    return failed('leads to the home page');
  const hasChanged =
    known.fingerprint !== undefined &&
    known.title !== facts.title &&
    !isSimilar(known.fingerprint, facts.fingerprint);
  const isSuspect = hasChanged || notFound.test(facts.title) || notFound.test(facts.heading);
  if (isSuspect && (await isPlaceholder(page.url, facts, fetch)))
    return failed('answers as if there were a page, but says the same at any address');
  return { kind: 'alive', facts, url: page.url };
}

const failed = (reason: string) => ({ kind: 'failed' as const, reason, isFinal: false });

const hostOf = (url: string) => new URL(url).host.replace(/^www\./, '');

const isHome = (url: string) => {
  const { pathname, search } = new URL(url);
  return /^\/(?:index\.\w+)?$/.test(pathname) && search === '';
};

/** Whether a site answers with the same page at an address next to it that cannot exist. */
async function isPlaceholder(url: string, { fingerprint }: PageFacts, fetch: Fetch): Promise<boolean> {
  try {
    const { status, text } = await fetch(new URL('letterpress-link-check-of-no-page', url).href);
    return status < 400 && isSimilar(fingerprint, pageFacts(text).fingerprint);
  } catch {
    return false;
  }
}
