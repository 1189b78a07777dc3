import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Manifest } from '../build/manifest';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { siteDir, workDir } from '../cache/paths';
import type { NotifyConfig } from '../config/site-config';
import { UserError } from '../util/errors';
import { articlesOf, changesSince, type Published, published } from './changes';
import { type Mention, mentionsIn, sendWebmention } from './webmentions';

/** One request to a hub or search engine. */
interface Message {
  /** The recipient and the subject, for the log. */
  what: string;
  request: { url: string; body: string; type: string };
  /** The URLs to record once the request has succeeded. */
  announced: { kind: 'pages' | 'feeds'; urls: string[] };
}

/** The record of what has been announced. */
interface Announced {
  pages: Published;
  feeds: Published;
  /** The webmentions that need not be sent any more: source and target. */
  webmentions?: Set<string>;
  /** How often each of the others has failed. */
  failures?: Map<string, number>;
}

/** Maximum number of addresses in one request (indexnow.org). */
const batch = 10_000;
/** After so many attempts, a webmention is not sent any more: the site may be gone. */
const MAX_ATTEMPTS = 3;
/** The record is saved after so many webmentions. To send one twice does no harm. */
const SAVE_EVERY = 50;

/**
 * Notifies the hub and the search engines of what has changed since the last notification, and sends webmentions
 * to the sites that articles link to. What fails is sent again by the next call.
 *
 * @param home the absolute URL of the front page
 * @param options.dryRun only log what would be sent
 * @param options.folder the files of the manifest
 * @param options.file the record of what has been announced
 * @param options.pauses the pauses between retries, in milliseconds
 * @returns whether all requests to the hub and the search engines succeeded
 * @throws {UserError} if the record is damaged
 */
export async function notify(
  config: NotifyConfig,
  home: string,
  manifest: Manifest,
  {
    dryRun,
    log,
    folder = siteDir,
    file = join(workDir, 'cache/notified'),
    pauses = [1000, 5000, 25_000],
  }: {
    dryRun: boolean;
    log: (line: string) => void;
    folder?: string;
    file?: string;
    pauses?: readonly number[];
  },
): Promise<boolean> {
  const now = published(manifest);
  const before: Announced = (await readChecksummed<Announced>(file, () => damaged(file))) ?? {
    pages: new Map(),
    feeds: new Map(),
  };
  const mentions = config.webmentions ? dueMentions(manifest, folder, home, before) : [];
  const messages = [
    ...hubMessages(config, changesSince(before.feeds, now.feeds)),
    ...indexNowMessages(config, home, changesSince(before.pages, now.pages)),
  ];
  if (messages.length === 0 && mentions.length === 0) log('Nothing to notify.');
  let succeeded = true;
  for (const { what, request, announced } of messages) {
    if (dryRun) {
      log(`Would notify ${what}:\n${announced.urls.map((url) => `  ${url}`).join('\n')}`);
      continue;
    }
    const failure = await post(request, pauses);
    log(failure ? `Could not notify ${what}: ${failure}` : `Notified ${what}.`);
    succeeded &&= !failure;
    if (failure) continue;
    for (const url of announced.urls) {
      const digest = now[announced.kind].get(url);
      if (digest === undefined) before[announced.kind].delete(url);
      else before[announced.kind].set(url, digest);
    }
    await writeChecksummed(file, before);
  }
  for (const [at, mention] of mentions.entries()) {
    if (dryRun) {
      log(`Would send a webmention from ${mention.source} to ${mention.target}.`);
      continue;
    }
    await send(mention, before, home, log);
    if ((at + 1) % SAVE_EVERY === 0 || at + 1 === mentions.length) await writeChecksummed(file, before);
  }
  return succeeded;
}

const mentionKey = ({ source, target }: Mention) => `${source} ${target}`;

/** The links of articles to other sites to which no webmention was sent yet. */
function dueMentions(
  manifest: Manifest,
  folder: string,
  home: string,
  { webmentions = new Set() }: Announced,
): Mention[] {
  return mentionsIn(folder, articlesOf(manifest), new URL(home).origin).filter(
    (link) => !webmentions.has(mentionKey(link)),
  );
}

/** Sends a webmention, and records what became of it. That another site does not answer is no failure of the command. */
async function send(mention: Mention, record: Announced, home: string, log: (line: string) => void) {
  const { source, target } = mention;
  const key = mentionKey(mention);
  record.webmentions ??= new Set();
  record.failures ??= new Map();
  try {
    const outcome = await sendWebmention(mention, `Letterpress (+${home})`);
    record.webmentions.add(key);
    record.failures.delete(key);
    if (outcome === 'sent') log(`Sent a webmention from ${source} to ${target}.`);
    if (outcome === 'refused') log(`${target} refused the webmention from ${source}.`);
  } catch (error) {
    const attempts = (record.failures.get(key) ?? 0) + 1;
    const isLast = attempts >= MAX_ATTEMPTS;
    if (isLast) record.webmentions.add(key);
    if (isLast) record.failures.delete(key);
    else record.failures.set(key, attempts);
    const reason = error instanceof Error ? error.message : error;
    const next = isLast ? 'It is not tried again.' : 'The next run tries again.';
    log(`Could not send a webmention from ${source} to ${target}: ${reason}. ${next}`);
  }
}

/** Without a record, the whole site would be announced as new. */
function damaged(file: string): never {
  throw new UserError(
    `The record of what has been announced is damaged: ${file}. Restore it, or delete it to announce every page and feed again.`,
  );
}

/** One request for each changed feed. WebSub does not specify the format; this is what hubs accept. */
function hubMessages({ hub }: NotifyConfig, feeds: string[]): Message[] {
  if (!hub) return [];
  return feeds.map((url) => ({
    what: `${hub} of ${url}`,
    request: {
      url: hub,
      type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': url }).toString(),
    },
    announced: { kind: 'feeds', urls: [url] },
  }));
}

/** IndexNow requests with the changed addresses (indexnow.org), as few as possible. */
function indexNowMessages({ indexNow }: NotifyConfig, home: string, pages: string[]): Message[] {
  if (!indexNow) return [];
  const { key, endpoint = 'https://api.indexnow.org/indexnow' } = indexNow;
  return Array.from({ length: Math.ceil(pages.length / batch) }, (_, at) => {
    const urls = pages.slice(at * batch, (at + 1) * batch);
    const body = { host: new URL(home).host, key, keyLocation: `${home}${key}.txt`, urlList: urls };
    return {
      what: `${endpoint} of ${urls.length} ${urls.length === 1 ? 'page' : 'pages'}`,
      request: { url: endpoint, type: 'application/json; charset=utf-8', body: JSON.stringify(body) },
      announced: { kind: 'pages', urls },
    };
  });
}

/** Sends a request, with retries. @returns why it failed, or `undefined` if it succeeded */
async function post(
  { url, body, type }: Message['request'],
  pauses: readonly number[],
): Promise<string | undefined> {
  let failure = '';
  for (const pause of [0, ...pauses]) {
    await wait(pause);
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
      if (response.ok) return undefined;
      failure = `status ${response.status} ${response.statusText}`.trim();
      // The server rejects the request, so a retry would fail too.
      if (response.status < 500 && response.status !== 429) return failure;
    } catch (error) {
      failure =
        error instanceof Error ? `${error.message} ${String(error.cause ?? '')}`.trim() : String(error);
    }
  }
  return failure;
}
