import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import { UserError } from '../util/errors';
import { type Bucket, mostAtOnce } from './bucket';
import {
  blobs,
  type Claim,
  claimKey,
  claims,
  ends,
  folder,
  markFile,
  readClaim,
  signs,
  writeClaim,
} from './claims';
import { contentOf, rankOf, type SiteFile, staysForOldPages } from './site-files';
import { Watch } from './watch';

/** The number of parallel requests. */
const maxConcurrentRequests = 32;
/** How many finished releases are kept for rollbacks. */
const keptReleases = 10;

export interface Options {
  /** Only report what would be done. */
  dryRun: boolean;
  /** In hours: how long files that old pages load are kept after they are no longer part of the site. */
  grace: number;
  /** After how many seconds without a heartbeat this release counts as dead. */
  lease: number;
  /** Purges changed and removed files from a CDN, given their keys. */
  purge(keys: readonly string[]): Promise<void>;
  log(line: string): void;
}

/** What a release has done, or would do in a dry run. */
export interface Released {
  /** `undefined` if there was nothing to do. */
  number: number | undefined;
  sent: { files: number; bytes: number };
  /** Keys of new and changed files. */
  changed: string[];
  removed: string[];
}

/**
 * Replaces the site in a store by a new one. At no time does a reader get a page whose files are
 * missing.
 *
 * First, missing contents are uploaded under their hashes, which no reader requests. Then the
 * release claims the next number, which only one release can get, and copies the contents to their
 * places: first files with a hash in their path, then other files, then pages. Finally it removes
 * files that are no longer part of the site. An earlier release that is still running stops. The next
 * release completes an interrupted one.
 *
 * @throws {UserError} if the prefix has other files, or another release is in progress
 */
export async function release(
  bucket: Bucket,
  files: readonly SiteFile[],
  options: Options,
): Promise<Released> {
  const store = await look(bucket, { patient: !options.dryRun });
  const missing = new Map<string, SiteFile>();
  for (const file of files) if (!store.blobs.has(file.blob)) missing.set(file.blob, file);
  const sent = {
    files: missing.size,
    bytes: [...missing.values()].reduce((sum, { bytes }) => sum + bytes, 0),
  };
  if (!options.dryRun) {
    // Mark the prefix first, so that an interrupted first release can be completed.
    await bucket.create(markFile, '{"madeBy":"letterpress"}\n');
    await each(missing.values(), async (file) =>
      bucket.put(blobs + file.blob, await contentOf(file), file.headers),
    );
  }
  const contents = new Map(files.map(({ key, blob }) => [key, blob]));
  return { ...(await swapIn(bucket, store, contents, options)), sent };
}

/**
 * Rolls back to an earlier release.
 *
 * @param number of the release. Without it, the one before the current site, so that repeated
 *   rollbacks go further back.
 * @throws {UserError} if it is no longer stored
 */
export async function rollBack(
  bucket: Bucket,
  number: number | undefined,
  options: Options,
): Promise<Released> {
  const store = await look(bucket, { patient: !options.dryRun });
  const finished = store.numbers.filter((one) => store.done.has(one));
  const wanted =
    number === undefined
      ? await earlier(bucket, store, finished)
      : finished.includes(number)
        ? await readClaim(bucket, number)
        : undefined;
  if (!wanted)
    throw new UserError(
      `There is no ${number === undefined ? 'earlier release' : `release ${number}`} to return to. Available releases: ${finished.join(', ') || 'none'}.`,
    );
  for (const blob of wanted.files.values())
    if (!store.blobs.has(blob))
      throw new UserError(`Release ${wanted.number} is incomplete: ${blobs}${blob} is missing.`);
  const done = await swapIn(bucket, store, wanted.files, options, wanted.returnTo ?? wanted.number);
  return { ...done, sent: { files: 0, bytes: 0 } };
}

/** The last finished release whose site differs from the current one. After an interrupted release, the last finished one. */
async function earlier(
  bucket: Bucket,
  { live, broken }: Store,
  finished: readonly number[],
): Promise<Claim | undefined> {
  if (!live || broken.length > 0) return live;
  const shown = live.returnTo ?? live.number;
  for (const number of finished.filter((one) => one < shown).reverse()) {
    const claim = await readClaim(bucket, number);
    // A release may have only removed files that old pages load.
    if (claim && !isSameSite(claim.files, live.files)) return claim;
  }
}

function isSameSite(some: Claim['files'], others: Claim['files']): boolean {
  return some.size === others.size && [...some].every(([key, blob]) => others.get(key) === blob);
}

/** Lists the stored releases, oldest first, one per line. */
export async function listReleases(bucket: Bucket): Promise<string[]> {
  const { numbers, done } = await look(bucket, { patient: false });
  const lines: string[] = [];
  // One at a time, because each claim lists all files.
  for (const number of numbers) {
    const claim = await readClaim(bucket, number);
    if (!claim) continue;
    const pages = [...claim.files.keys()].filter((key) => key.endsWith('.html')).length;
    const what = claim.returnTo === undefined ? '' : `, rollback to ${claim.returnTo}`;
    const state = done.has(number) ? '' : ', not finished';
    lines.push(`${number}  ${claim.begun}  ${pages} pages, ${claim.files.size} files${what}${state}`);
  }
  return lines;
}

/** The state of the store. */
interface Store {
  /** The tags of the site's files, by key. */
  objects: Map<string, string>;
  /** The tags of contents, by hash. */
  blobs: Map<string, string>;
  /** The release numbers, oldest first. */
  numbers: number[];
  done: Set<number>;
  /** The last finished release, if there is one. */
  live: Claim | undefined;
  /** The releases that started after it, oldest first. */
  broken: Claim[];
}

/**
 * @param patient wait for an unfinished release until it is finished or counts as dead
 * @param dead a release that has already been waited for
 */
async function look(bucket: Bucket, { patient }: { patient: boolean }, dead?: number): Promise<Store> {
  const objects: Store['objects'] = new Map();
  const contents: Store['blobs'] = new Map();
  const numbers: number[] = [];
  const done = new Set<number>();
  let isOurs = false;
  for await (const { key, tag } of bucket.list()) {
    const numberIn = (place: string) => Number(key.slice(place.length));
    if (key.startsWith(blobs)) contents.set(key.slice(blobs.length), tag);
    else if (key.startsWith(claims)) numbers.push(numberIn(claims));
    else if (key.startsWith(ends)) done.add(numberIn(ends));
    else if (key === markFile) isOurs = true;
    else if (!key.startsWith(folder)) objects.set(key, tag);
  }
  if (!isOurs && objects.size > 0)
    throw new UserError(
      'This prefix has files that were not uploaded by a release, and a release would delete them. Choose an empty prefix.',
    );
  const last = numbers.at(-1);
  if (patient && last !== undefined && !done.has(last) && last !== dead) {
    await untilSilent(bucket, last);
    // The state may have changed meanwhile.
    return look(bucket, { patient }, last);
  }
  const lastDone = numbers.findLast((number) => done.has(number));
  const found: Claim[] = [];
  for (const number of numbers) {
    if (lastDone !== undefined && number < lastDone) continue;
    const claim = await readClaim(bucket, number);
    if (claim) found.push(claim);
  }
  const live = found.find(({ number }) => number === lastDone);
  return {
    objects,
    blobs: contents,
    numbers,
    done,
    live,
    broken: found.filter((claim) => claim !== live),
  };
}

/** Waits until a release counts as dead. @throws {UserError} if it has a heartbeat */
async function untilSilent(bucket: Bucket, number: number): Promise<void> {
  const { lease = 0 } = (await readClaim(bucket, number)) ?? {};
  const sign = () => bucket.get(claimKey(signs, number)).then(String);
  const before = await sign();
  for (const until = performance.now() + lease * 1000; performance.now() < until; ) {
    await wait(Math.min(1000, lease * 100));
    if ((await bucket.get(claimKey(ends, number))) !== undefined) return;
    if ((await sign()) !== before)
      throw new UserError(`Release ${number} is in progress. Wait until it is finished, and try again.`);
  }
}

/** Copies contents to their places, and removes files that are no longer part of the site. */
async function swapIn(
  bucket: Bucket,
  store: Store,
  files: Claim['files'],
  options: Options,
  returnTo?: number,
): Promise<Omit<Released, 'sent'>> {
  const number = (store.numbers.at(-1) ?? 0) + 1;
  const now = new Date();
  const changed = keysToCopy(store, files);
  const { removed, retired } = leftOver(store, files, { now, grace: options.grace });
  const dead = store.broken.at(-1);
  if (!dead && changed.length === 0 && removed.length === 0) return { number: undefined, changed, removed };
  if (options.dryRun) return { number, changed, removed };

  const claim: Claim = {
    number,
    id: randomUUID(),
    begun: now.toISOString(),
    lease: options.lease,
    returnTo,
    files,
    retired,
    unused: unusedAt(store, files, number),
  };
  if (!(await bucket.create(claimKey(claims, number), writeClaim(claim))))
    throw new UserError(
      `Another release has started at the same time, with number ${number}. Wait until it is finished.`,
    );
  const watch = new Watch(bucket, number, options.lease);
  try {
    if (dead) {
      options.log(`Release ${dead.number} was interrupted. Waiting until it can no longer write …`);
      await wait(dead.lease * 1000);
    }
    for (const rank of [0, 1, 2] as const) {
      const keys = changed.filter((key) => rankOf(key) === rank);
      if (keys.length > 0) options.log(`Copying ${keys.length} ${names[rank]} …`);
      await each(keys, (key) =>
        watch.write((signal) => bucket.copy(`${blobs}${files.get(key)}`, key, signal)),
      );
    }
    await remove(bucket, removed, watch);
    await options.purge([...changed, ...removed]);
    await forgetOld(bucket, store, claim, watch);
    await watch.write((signal) =>
      bucket.mark(claimKey(ends, number), JSON.stringify({ ended: new Date() }), signal),
    );
  } finally {
    watch.end();
  }
  return { number, changed, removed };
}

const names = ['files that pages load', 'other files', 'pages'];

/**
 * The files to copy to their places: new files, files that an interrupted release may or may not have
 * copied, and files that something else has changed, such as a machine that fell asleep during a
 * request and wrote too late.
 */
function keysToCopy({ objects, blobs, live, broken }: Store, files: Claim['files']): string[] {
  const isThere = (key: string, blob: string) => objects.get(key) === blobs.get(blob);
  // If the store gives every object a unique tag, no file has the tag of its content.
  const etagsMatch = [...files].some(([key, blob]) => blobs.has(blob) && isThere(key, blob));
  return [...files]
    .filter(
      ([key, blob]) =>
        !live ||
        !objects.has(key) ||
        (etagsMatch && !isThere(key, blob)) ||
        [live, ...broken].some((claim) => claim.files.get(key) !== blob),
    )
    .map(([key]) => key);
}

/** Files of earlier releases that are not part of the site: those to remove, and those that old pages may still load. */
function leftOver(
  { live, broken }: Store,
  files: Claim['files'],
  { now, grace }: { now: Date; grace: number },
): { removed: string[]; retired: Claim['retired'] } {
  const known = new Set<string>();
  for (const claim of live ? [live, ...broken] : broken) {
    for (const key of claim.files.keys()) if (!files.has(key)) known.add(key);
    for (const key of Object.keys(claim.retired)) if (!files.has(key)) known.add(key);
  }
  const removed: string[] = [];
  const retired: Claim['retired'] = {};
  for (const key of known) {
    const wasBack = broken.some((claim) => claim.files.has(key));
    const since = (!wasBack && live?.retired[key]) || now.toISOString();
    if (staysForOldPages(key) && now.getTime() - Date.parse(since) < grace * 3_600_000) retired[key] = since;
    else removed.push(key);
  }
  return { removed, retired };
}

/** The contents that a release does not use, with the last release that may have used each. */
function unusedAt(store: Store, files: Claim['files'], number: number): Claim['unused'] {
  const used = new Set(files.values());
  const unused: Claim['unused'] = {};
  for (const blob of store.blobs.keys())
    if (!used.has(blob)) unused[blob] = store.live?.unused[blob] ?? number - 1;
  return unused;
}

/**
 * Deletes the oldest releases and the contents that only they used. A content that another release
 * has just uploaded is deleted only if that release can no longer claim its number.
 */
async function forgetOld(bucket: Bucket, store: Store, claim: Claim, watch: Watch): Promise<void> {
  const finished = [...store.numbers.filter((number) => store.done.has(number)), claim.number];
  const [oldest = 0] = finished.slice(-keptReleases);
  const contents = Object.entries(claim.unused).filter(([, last]) => last < oldest);
  await remove(
    bucket,
    contents.map(([blob]) => blobs + blob),
    watch,
  );
  const old = store.numbers.filter((number) => number < oldest);
  await remove(
    bucket,
    old.flatMap((number) => [claims, ends, signs].map((place) => claimKey(place, number))),
    watch,
  );
}

async function remove(bucket: Bucket, keys: readonly string[], watch: Watch): Promise<void> {
  for (let at = 0; at < keys.length; at += mostAtOnce)
    await watch.write((signal) => bucket.remove(keys.slice(at, at + mostAtOnce), signal));
}

/** Runs a task for each input, several in parallel. After the first failure, no more tasks start. */
async function each<T>(inputs: Iterable<T>, task: (input: T) => Promise<void>): Promise<void> {
  const limit = pLimit({ concurrency: maxConcurrentRequests, rejectOnClear: true });
  let failure: { error: unknown } | undefined;
  const tasks = Array.from(inputs, (input) =>
    limit(task, input).catch((error: unknown) => {
      failure ??= { error };
      limit.clearQueue();
    }),
  );
  await Promise.all(tasks);
  if (failure) throw failure.error;
}
