import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { fetchText } from '../util/fetch-text';
import { groupBy } from '../util/group-by';
import { findCapture } from './archive';
import { checkLink, type Fetch } from './check-link';
import type { KnownLink, KnownLinks } from './known-links';

/** A link in the publication to another site. */
export interface OutgoingLink {
  url: string;
  /** The day of the oldest post with it, `YYYY-MM-DD`. */
  day: string;
}

/** How to check links. */
export interface UpdateOptions {
  /** The day of the check, `YYYY-MM-DD`. */
  today: string;
  /** Whether to check those that were checked in the last days, too. */
  all: boolean;
  /** The origin of the archive. */
  archive: string;
  userAgent: string;
  /** Between two requests to a host. */
  pauseMs: number;
  timeoutMs: number;
  onProgress: (done: number, all: number) => void;
}

/** A link is checked again after this many days. */
const CHECK_EVERY_DAYS = 6;
/** A link that fails is gone for good after so many checks, and so many days. */
const MIN_FAILURES = 3;
const MIN_FAILURE_DAYS = 14;
/** How many hosts are checked at once. */
const MAX_HOSTS = 8;
/** In bytes: the start of a page, which is enough for its title and its words. */
const MAX_BYTES = 300_000;

/** What the last check of a link has shown beside what `links.json` has. */
export interface Checked {
  /** Where it leads now. */
  movedTo?: string;
  /** Why it could not be checked. */
  refused?: string;
}

/**
 * Checks the links to other sites, one after the other on each host, and looks for captures of them.
 *
 * @param before what is known about them
 * @returns what is known now, and what the check has shown beside that
 */
export async function updateLinks(
  links: readonly OutgoingLink[],
  before: KnownLinks,
  options: UpdateOptions,
): Promise<{ known: KnownLinks; checked: Map<string, Checked> }> {
  const { today, all, archive, userAgent, pauseMs, timeoutMs, onProgress } = options;
  const get = async (url: string, accept: string) => {
    await wait(pauseMs);
    return fetchText(url, {
      headers: { 'User-Agent': userAgent, Accept: accept },
      timeoutMs,
      maxBytes: MAX_BYTES,
    });
  };
  const fetch: Fetch = (url) => get(url, 'text/html,application/xhtml+xml,*/*;q=0.8');
  const getJson = async (url: string) => {
    const { status, text } = await get(url, 'application/json');
    if (status !== 200) throw new Error(`status ${status}`);
    return JSON.parse(text);
  };
  const known: KnownLinks = {};
  const checked = new Map<string, Checked>();
  const due = links.filter(({ url }) => {
    const last = before[url];
    if (last) known[url] = last;
    return all || !last || daysBetween(last.checked, today) >= CHECK_EVERY_DAYS;
  });
  let done = 0;
  const limitHosts = pLimit(MAX_HOSTS);
  const hosts = groupBy(due, ({ url }) => [new URL(url).host]);
  const checkHost = async (own: readonly OutgoingLink[]) => {
    for (const { url } of own) {
      const outcome = await checkLink(url, before[url] ?? {}, fetch);
      known[url] = afterCheck(before[url], outcome, today);
      if (outcome.kind === 'refused') checked.set(url, { refused: outcome.reason });
      else
        checked.set(
          url,
          outcome.kind === 'alive' && hasMoved(url, outcome.url) ? { movedTo: outcome.url } : {},
        );
      onProgress(++done, due.length);
    }
  };
  await Promise.all([...hosts.values()].map((own) => limitHosts(() => checkHost(own))));
  for (const { url, day } of due) {
    const link = known[url];
    // Asked once, and again when the link is gone.
    if (!link || link.capture || (link.capture === false && link.gone !== today)) continue;
    // The archive may be down. The next check looks again.
    link.capture = await findCapture(archive, url, day, getJson).catch(() => undefined);
  }
  const sorted = Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1));
  return { known: Object.fromEntries(sorted), checked };
}

function afterCheck(
  before: KnownLink | undefined,
  outcome: Awaited<ReturnType<typeof checkLink>>,
  today: string,
): KnownLink {
  const { capture } = before ?? {};
  if (outcome.kind === 'alive') {
    const { title, fingerprint } = outcome.facts;
    return { checked: today, alive: today, title: title || undefined, fingerprint, capture };
  }
  if (outcome.kind === 'refused') return { ...before, checked: today };
  const failures = [
    ...(before?.failures ?? []).filter(({ day }) => day !== today),
    { day: today, reason: outcome.reason.slice(0, 200) },
  ];
  const [first] = failures;
  const isGone =
    outcome.isFinal ||
    (failures.length >= MIN_FAILURES && first && daysBetween(first.day, today) >= MIN_FAILURE_DAYS);
  // The first ones show since when it fails, the last one why.
  const kept = [...failures.slice(0, MIN_FAILURES - 1), ...failures.slice(MIN_FAILURES - 1).slice(-1)];
  return { ...before, checked: today, failures: kept, gone: before?.gone ?? (isGone ? today : undefined) };
}

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Whether a page is now elsewhere: not only at the same address with another scheme, `www.` or slash. */
function hasMoved(from: string, to: string): boolean {
  const key = (url: string) =>
    url
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/#.*/, '')
      .replace(/\/+$/, '');
  return key(from) !== key(to);
}
