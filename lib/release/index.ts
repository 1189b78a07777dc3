import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
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

/** So many requests are under way at once. */
const width = 32;
/** So many finished releases can be returned to. */
const kept = 10;

export interface Options {
  /** Say what would be done, and do nothing. */
  dryRun: boolean;
  /** How long a file that old pages load stays after it is no longer part of the site, in hours. */
  grace: number;
  /** After how many seconds of silence this release may be taken for dead. */
  lease: number;
  /** Has a CDN forget files that have another content now, or none, given their keys. */
  purge(keys: readonly string[]): Promise<void>;
  log(line: string): void;
}

/** What a release has done, or would do. */
export interface Released {
  /** There is none where nothing was to be done. */
  number: number | undefined;
  sent: { files: number; bytes: number };
  /** Keys that have another content now. */
  changed: string[];
  removed: string[];
}

/**
 * Puts a site into a store in the place of the one that is there, so that at no moment a reader
 * gets a page whose files are missing.
 *
 * First the contents that the store does not have are sent to where nobody looks for them. Then
 * the release claims the next number, which only one can have, and copies contents to their
 * places: files with a hash in their path, then others, then pages; then it removes what is no
 * longer part of the site. Whoever had the number before and is still at work stops. A release
 * that was broken off is finished by the next one.
 *
 * @throws {UserError} where the prefix holds something else, or another release is under way
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
    // A mark of ours before anything else: what has it is ours to finish.
    await bucket.create(markFile, '{"madeBy":"letterpress"}\n');
    await each(missing.values(), async (file) =>
      bucket.put(blobs + file.blob, await contentOf(file), file.headers),
    );
  }
  const contents = new Map(files.map(({ key, blob }) => [key, blob]));
  return { ...(await swapIn(bucket, store, contents, options)), sent };
}

/**
 * Returns to what the site was.
 *
 * @param number of the release; without it, the one before what is there: once more goes back further
 * @throws {UserError} where it is not kept any more
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
      `There is no ${number === undefined ? 'earlier release' : `release ${number}`} to return to. Those there are: ${finished.join(', ') || 'none'}.`,
    );
  for (const blob of wanted.files.values())
    if (!store.blobs.has(blob))
      throw new UserError(`Release ${wanted.number} is not kept whole any more: ${blobs}${blob} is gone.`);
  const done = await swapIn(bucket, store, wanted.files, options, wanted.returnTo ?? wanted.number);
  return { ...done, sent: { files: 0, bytes: 0 } };
}

/** The last finished release with another site than the one that is there, or was before one was broken off. */
async function earlier(
  bucket: Bucket,
  { live, broken }: Store,
  finished: readonly number[],
): Promise<Claim | undefined> {
  if (!live || broken.length > 0) return live;
  const shown = live.returnTo ?? live.number;
  for (const number of finished.filter((one) => one < shown).reverse()) {
    const claim = await readClaim(bucket, number);
    // A release may have removed what old pages load, and changed nothing.
    if (claim && !isSameSite(claim.files, live.files)) return claim;
  }
}

function isSameSite(some: Claim['files'], others: Claim['files']): boolean {
  return some.size === others.size && [...some].every(([key, blob]) => others.get(key) === blob);
}

/** The releases that are kept, oldest first, as lines. */
export async function listReleases(bucket: Bucket): Promise<string[]> {
  const { numbers, done } = await look(bucket, { patient: false });
  const lines: string[] = [];
  // One after the other: each has the names of all files.
  for (const number of numbers) {
    const claim = await readClaim(bucket, number);
    if (!claim) continue;
    const pages = [...claim.files.keys()].filter((key) => key.endsWith('.html')).length;
    const what = claim.returnTo === undefined ? '' : `, a return to ${claim.returnTo}`;
    const state = done.has(number) ? '' : ', not finished';
    lines.push(`${number}  ${claim.begun}  ${pages} pages, ${claim.files.size} files${what}${state}`);
  }
  return lines;
}

/** What is in the store. */
interface Store {
  /** The tags of all but what is kept about releases, by their keys. */
  objects: Map<string, string>;
  /** The tags of contents, by their names. */
  blobs: Map<string, string>;
  /** Of the releases, oldest first. */
  numbers: number[];
  done: Set<number>;
  /** The last that was finished, if there is one. */
  live: Claim | undefined;
  /** Those that were begun after it, oldest first. */
  broken: Claim[];
}

/**
 * @param patient wait for a release that is not finished until it is, or is taken for dead
 * @param dead one that was waited for
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
      'There are files at this place that no release has put there, and one would delete them. Choose an empty prefix.',
    );
  const last = numbers.at(-1);
  if (patient && last !== undefined && !done.has(last) && last !== dead) {
    await untilSilent(bucket, last);
    // Much may have happened meanwhile.
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

/** @throws {UserError} where a release that is not finished gives a sign of life */
async function untilSilent(bucket: Bucket, number: number): Promise<void> {
  const { lease = 0 } = (await readClaim(bucket, number)) ?? {};
  const sign = () => bucket.get(claimKey(signs, number)).then(String);
  const before = await sign();
  for (const until = performance.now() + lease * 1000; performance.now() < until; ) {
    await wait(Math.min(1000, lease * 100));
    if ((await bucket.get(claimKey(ends, number))) !== undefined) return;
    if ((await sign()) !== before)
      throw new UserError(`Release ${number} is under way. Wait until it is finished, and try again.`);
  }
}

/** RouteProps contents to their places, and takes away what is no longer part of the site. */
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
    throw new UserError(`Another release has begun at the same time. It is number ${number}; wait for it.`);
  const watch = new Watch(bucket, number, options.lease);
  try {
    if (dead) {
      options.log(`Release ${dead.number} was broken off. Waiting until it cannot write any more …`);
      await wait(dead.lease * 1000);
    }
    for (const rank of [0, 1, 2] as const) {
      const keys = changed.filter((key) => rankOf(key) === rank);
      if (keys.length > 0) options.log(`Putting ${keys.length} ${names[rank]} in place …`);
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
 * The files whose contents have to be copied to their places: what is new, what may or may not be
 * there since a release was broken off, and what others have changed or a machine that fell asleep
 * amid a request has written too late.
 */
function keysToCopy({ objects, blobs, live, broken }: Store, files: Claim['files']): string[] {
  const isThere = (key: string, blob: string) => objects.get(key) === blobs.get(blob);
  // Not one has the tag of its content where the store gives each object its own.
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

/** What releases have put in place and is not part of the site, and which of it old pages may still load. */
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

/** Which contents of the store a release has no use for, and which was the last that may have had one. */
function unusedAt(store: Store, files: Claim['files'], number: number): Claim['unused'] {
  const used = new Set(files.values());
  const unused: Claim['unused'] = {};
  for (const blob of store.blobs.keys())
    if (!used.has(blob)) unused[blob] = store.live?.unused[blob] ?? number - 1;
  return unused;
}

/**
 * Forgets releases past those that are kept, and the contents that only they had. A content that
 * another has just sent is forgotten only where that other can no longer claim its number.
 */
async function forgetOld(bucket: Bucket, store: Store, claim: Claim, watch: Watch): Promise<void> {
  const finished = [...store.numbers.filter((number) => store.done.has(number)), claim.number];
  const [oldest = 0] = finished.slice(-kept);
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

/** Does something for each of many, several at once; the first failure ends it. */
async function each<T>(inputs: Iterable<T>, work: (input: T) => Promise<void>): Promise<void> {
  const iterator = inputs[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (let next = iterator.next(); !next.done && !failed; next = iterator.next())
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
  };
  const ended = await Promise.allSettled(Array.from({ length: width }, worker));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
}
