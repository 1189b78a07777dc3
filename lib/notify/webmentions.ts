import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { htmlToHast } from 'satteri';
import { ExcessiveHtml, parsePage } from '../markdown/html';
import { type FetchedText, fetchText } from '../util/fetch-text';
import { visit } from '../util/visit';

/** A link of a page (source) to another site (target). Absolute URLs. */
export interface Mention {
  source: string;
  target: string;
}

/**
 * The links to other sites in the texts of pages.
 *
 * @param folder the folder with the site
 * @param pages the files of pages, as paths with a leading slash, by the URL of the page
 * @param origin of the site itself
 */
export function mentionsIn(folder: string, pages: ReadonlyMap<string, string>, origin: string): Mention[] {
  const mentions: Mention[] = [];
  for (const [source, path] of pages) {
    const targets = new Set<string>();
    const inText = (node: Element) => [node.properties.className ?? []].flat().includes('e-content');
    visit(htmlToHast(readFileSync(join(folder, path), 'utf8')) as Root, 'element', (node) => {
      if (!inText(node)) return;
      visit(node, 'element', ({ tagName, properties: { href } }) => {
        if (tagName === 'a' && typeof href === 'string' && /^https?:/.test(href))
          targets.add(withoutHash(href));
      });
    });
    for (const target of targets)
      if (URL.canParse(target) && new URL(target).origin !== origin) mentions.push({ source, target });
  }
  return mentions;
}

const withoutHash = (url: string) => url.replace(/#.*/, '');

/** In bytes: of a page that is searched for its endpoint. */
const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 20_000;

/** What became of a webmention. `none`: there is nothing to send it to. */
export type MentionOutcome = 'sent' | 'refused' | 'none';

/**
 * Sends a webmention (https://www.w3.org/TR/webmention/).
 *
 * @param userAgent sent with every request
 * @throws {Error} with the reason, if the site does not answer now
 */
export async function sendWebmention(
  { source, target }: Mention,
  userAgent: string,
): Promise<MentionOutcome> {
  const headers = { 'User-Agent': `${userAgent} Webmention` };
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const page = await fetchText(target, {
    headers: { ...headers, Accept: 'text/html, */*;q=0.1' },
    ...limits,
  });
  if (page.status >= 500 || page.status === 429) throw new Error(`status ${page.status}`);
  const endpoint = page.status < 300 ? endpointOf(page) : undefined;
  if (endpoint === undefined) return 'none';
  const form = { source, target };
  const { status } = await fetchText(endpoint, { headers, form, referrer: page.url, ...limits });
  if (status >= 500 || status === 429) throw new Error(`${endpoint} answers with status ${status}`);
  return status < 300 ? 'sent' : 'refused';
}

/**
 * The endpoint that a page names (Webmention §3.1.2): the first of its `Link` header, or else of its `<link>` and
 * `<a>` elements. `undefined` if it names none.
 */
export function endpointOf({
  url,
  headers,
  text,
}: Pick<FetchedText, 'url' | 'headers' | 'text'>): string | undefined {
  const named = endpointInHeader(headers.get('link') ?? '') ?? endpointInHtml(text);
  if (named === undefined || !URL.canParse(named, url)) return undefined;
  const endpoint = new URL(named, url);
  return /^https?:$/.test(endpoint.protocol) ? endpoint.href : undefined;
}

function endpointInHeader(header: string): string | undefined {
  for (const [, url, parameters = ''] of header.matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)/g,
  ))
    if (relsOf(/;\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))/i.exec(parameters)?.slice(1).join(' '))) return url;
  return undefined;
}

const relsOf = (rel: string | undefined) => rel?.toLowerCase().split(/\s+/).includes('webmention');

function endpointInHtml(html: string): string | undefined {
  let found: string | undefined;
  try {
    visit(parsePage(html), 'element', ({ tagName, properties: { rel, href } }) => {
      if (found === undefined && (tagName === 'link' || tagName === 'a') && typeof href === 'string')
        if (relsOf([rel ?? []].flat().join(' '))) found = href;
    });
  } catch (error) {
    if (!(error instanceof ExcessiveHtml)) throw error;
  }
  return found;
}
