import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Manifest } from '../build/manifest';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { workDir } from '../cache/paths';
import type { NotifyConfig } from '../config/site-config';
import { UserError } from '../util/errors';
import { changesSince, type Published, published } from './changes';

/** One request that tells somebody of something. */
interface Message {
  /** Who is announced, and of what, for the log. */
  what: string;
  request: { url: string; body: string; type: string };
  /** What has been told once it has gone through. */
  announced: { kind: 'pages' | 'feeds'; urls: string[] };
}

/** What was told last, by absolute URL. */
interface Announced {
  pages: Published;
  feeds: Published;
}

/** So many addresses may be in one request (indexnow.org). */
const batch = 10_000;

/**
 * Tells the hub and the search engines what has changed since they were told last. What went
 * through is not told again; what did not is, the next time.
 *
 * @param home the absolute URL of the front page
 * @param options.dryRun say what would be announced, and tell nobody
 * @param options.file where it is kept what has been told
 * @param options.pauses between tries, in milliseconds
 * @returns whether everything went through
 */
export async function notify(
  config: NotifyConfig,
  home: string,
  manifest: Manifest,
  {
    dryRun,
    log,
    file = join(workDir, 'cache/notified'),
    pauses = [1000, 5000, 25_000],
  }: { dryRun: boolean; log: (line: string) => void; file?: string; pauses?: readonly number[] },
): Promise<boolean> {
  const now = published(manifest);
  const before = (await readChecksummed<Announced>(file, () => damaged(file))) ?? {
    pages: new Map(),
    feeds: new Map(),
  };
  const messages = [
    ...hubMessages(config, changesSince(before.feeds, now.feeds)),
    ...indexNowMessages(config, home, changesSince(before.pages, now.pages)),
  ];
  if (messages.length === 0) log('Nothing to log.');
  let isWell = true;
  for (const { what, request, announced } of messages) {
    if (dryRun) {
      log(`Would tell ${what}:\n${announced.urls.map((url) => `  ${url}`).join('\n')}`);
      continue;
    }
    const failure = await send(request, pauses);
    log(failure ? `Could not tell ${what}: ${failure}` : `Announced ${what}.`);
    isWell &&= !failure;
    if (failure) continue;
    for (const url of announced.urls) {
      const digest = now[announced.kind].get(url);
      if (digest === undefined) before[announced.kind].delete(url);
      else before[announced.kind].set(url, digest);
    }
    await writeChecksummed(file, before);
  }
  return isWell;
}

/** Without a record, the whole site would be announced as new. */
function damaged(file: string): never {
  throw new UserError(
    `The record of what has been announced is damaged: ${file}. Restore it, or delete it to announce every page and feed again.`,
  );
}

/** A hub is asked to fetch each feed that has changed (WebSub leaves to hubs how; this is what they take). */
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

/** IndexNow's list of changed addresses (indexnow.org), in as few requests as it takes. */
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

/** @returns why it did not go through after all tries; nothing where it did */
async function send(
  { url, body, type }: Message['request'],
  pauses: readonly number[],
): Promise<string | undefined> {
  let failure = '';
  for (const pause of [0, ...pauses]) {
    await wait(pause);
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
      if (response.ok) return undefined;
      failure = `it answered ${response.status} ${response.statusText}`.trim();
      // It will not like the same any better the next time.
      if (response.status < 500 && response.status !== 429) return failure;
    } catch (error) {
      failure =
        error instanceof Error ? `${error.message} ${String(error.cause ?? '')}`.trim() : String(error);
    }
  }
  return failure;
}
