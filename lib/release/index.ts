import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SettingsError } from '../settings';
import type { Bucket } from './bucket';
import { contentOf, isForEver, rankOf, type SiteFile } from './site-files';

/** What is kept in the store about releases, below the prefix of the site. */
const folder = '.letterpress/';
const markFile = `${folder}site.json`;
const blobs = `${folder}blobs/`;
const claims = `${folder}releases/`;
const ends = `${folder}done/`;
const signs = `${folder}alive/`;

/** So many requests are under way at once. */
const width = 32;
/** So many releases can be returned to. */
const kept = 10;

/** A release, as it is claimed: from then on, no other may go on. */
interface Claim {
  number: number;
  /** Tells it from all others that might be written at the same moment. */
  id: string;
  /** RFC 3339. */
  begun: string;
  /** What it is a return to. */
  returnTo?: number;
  /** The name of each file's content, by its key. */
  files: Record<string, string>;
  /** Since when files are no longer part of the site that an old page may still load, by their keys. */
  retired: Record<string, string>;
}

export interface Options {
  /** Say what would be done, and do nothing. */
  dryRun: boolean;
  /** How long a file that old pages load stays after it is no longer part of the site, in hours. */
  grace: number;
  /** After how many seconds of silence another release is taken for dead. */
  lease: number;
  tell(line: string): void;
}

/** What a release has done. */
export interface Released {
  number: number;
  sent: { files: number; bytes: number };
  /** Keys that have another content now, or none. */
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
 * @throws {SettingsError} where the prefix holds something else, or another release is under way
 */
export async function release(
  bucket: Bucket,
  files: readonly SiteFile[],
  options: Options,
): Promise<Released> {
  const store = await look(bucket, options);
  const wanted = new Map(files.map((file) => [file.key, file]));
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
  const contents = Object.fromEntries([...wanted].map(([key, { blob }]) => [key, blob]));
  return { ...(await putInPlace(bucket, store, contents, options)), sent };
}

/**
 * Returns to what the site was.
 *
 * @param number of the release; without it, the last but one that was finished
 * @throws {SettingsError} where it is not kept any more
 */
export async function rollBack(
  bucket: Bucket,
  number: number | undefined,
  options: Options,
): Promise<Released> {
  const store = await look(bucket, options);
  const finished = store.claims.filter(({ number }) => store.done.has(number));
  const wanted = number === undefined ? finished.at(-2) : finished.find((one) => one.number === number);
  if (!wanted)
    throw new SettingsError(
      `There is no ${number === undefined ? 'earlier release' : `release ${number}`} to return to. Those there are: ${finished.map((one) => one.number).join(', ') || 'none'}.`,
    );
  const lost = Object.values(wanted.files).find((blob) => !store.blobs.has(blob));
  if (lost !== undefined)
    throw new SettingsError(`Release ${wanted.number} is not kept whole any more: ${blobs}${lost} is gone.`);
  const done = await putInPlace(bucket, store, wanted.files, options, wanted.number);
  return { ...done, sent: { files: 0, bytes: 0 } };
}

/** The releases that are kept, oldest first, as lines. */
export async function listReleases(bucket: Bucket): Promise<string[]> {
  const store = await look(bucket, { lease: 0 });
  return store.claims.map(({ number, begun, returnTo, files }) => {
    const pages = Object.keys(files).filter((key) => key.endsWith('.html')).length;
    const state = store.done.has(number) ? '' : ', not finished';
    const what = returnTo === undefined ? '' : `, a return to ${returnTo}`;
    return `${number}  ${begun}  ${pages} pages, ${Object.keys(files).length} files${what}${state}`;
  });
}

/** What is in the store. */
interface Store {
  /** All but what is kept about releases. */
  objects: Set<string>;
  /** Their names. */
  blobs: Set<string>;
  /** Oldest first. */
  claims: Claim[];
  done: Set<number>;
}

async function look(bucket: Bucket, { lease }: Pick<Options, 'lease'>): Promise<Store> {
  const all = await bucket.list();
  const below = (prefix: string) =>
    new Set([...all].flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : [])));
  if (!all.has(markFile) && all.size > 0)
    throw new SettingsError(
      'There are files at this place that no release has put there, and one would delete them. Choose an empty prefix.',
    );
  const done = new Set([...below(ends)].map((name) => Number.parseInt(name, 10)));
  const numbers = [...below(claims)].map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
  const last = numbers.at(-1);
  if (last !== undefined && !done.has(last) && lease > 0) {
    await untilSilent(bucket, last, lease);
    // Much may have happened meanwhile.
    return look(bucket, { lease: 0 });
  }
  const found: Claim[] = [];
  for (const number of numbers) {
    const text = await bucket.get(nameOf(claims, number));
    if (text) found.push(JSON.parse(text.toString()) as Claim);
  }
  const objects = new Set([...all].filter((key) => !key.startsWith(folder)));
  return { objects, blobs: below(blobs), claims: found, done };
}

/** @throws {SettingsError} where a release that is not finished gives a sign of life */
async function untilSilent(bucket: Bucket, number: number, lease: number): Promise<void> {
  const sign = () => bucket.get(nameOf(signs, number)).then(String);
  const before = await sign();
  for (const until = performance.now() + lease * 1000; performance.now() < until; ) {
    await wait(Math.min(1000, lease * 100));
    if ((await bucket.get(nameOf(ends, number))) !== undefined) return;
    if ((await sign()) !== before)
      throw new SettingsError(`Release ${number} is under way. Wait until it is finished, and try again.`);
  }
}

/** Copies contents to their places, and takes away what is no longer part of the site. */
async function putInPlace(
  bucket: Bucket,
  store: Store,
  files: Record<string, string>,
  { dryRun, grace, lease, tell }: Options,
  returnTo?: number,
): Promise<Omit<Released, 'sent'>> {
  const number = (store.claims.at(-1)?.number ?? 0) + 1;
  const now = new Date();
  const changed = Object.keys(files).filter((key) => needsCopy(store, key, files[key] ?? ''));
  const leftover = [...store.objects].filter((key) => !Object.hasOwn(files, key));
  const before = Object.assign({}, ...store.claims.map(({ retired }) => retired)) as Claim['retired'];
  const retired: Claim['retired'] = {};
  const removed: string[] = [];
  for (const key of leftover) {
    const since = before[key] ?? now.toISOString();
    if (isForEver(key) && now.getTime() - Date.parse(since) < grace * 3_600_000) retired[key] = since;
    else removed.push(key);
  }
  const isFinished = store.claims.at(-1) === undefined || store.done.has(number - 1);
  if (dryRun || (isFinished && changed.length === 0 && removed.length === 0))
    return { number, changed, removed };

  const claim: Claim = { number, id: randomUUID(), begun: now.toISOString(), returnTo, files, retired };
  if (!(await bucket.create(nameOf(claims, number), JSON.stringify(claim))))
    throw new SettingsError(
      `Another release has begun at the same time. It is number ${number}; wait for it.`,
    );
  const watch = new Watch(bucket, number, lease);
  try {
    for (const rank of [0, 1, 2]) {
      const keys = changed.filter((key) => rankOf(key) === rank);
      if (keys.length > 0) tell(`Putting ${keys.length} ${names[rank]} in place …`);
      await each(keys, async (key) => {
        await watch.mayGoOn();
        await bucket.copy(blobs + files[key], key, AbortSignal.timeout(Math.ceil((lease * 1000) / 3)));
      });
    }
    await watch.mayGoOn();
    await bucket.remove(removed);
    await prune(bucket, [...store.claims, claim], store.blobs);
    await bucket.create(
      nameOf(ends, number),
      JSON.stringify({ id: claim.id, ended: new Date().toISOString() }),
    );
  } finally {
    watch.end();
  }
  return { number, changed, removed };
}

const names = ['files that pages load', 'other files', 'pages'];

/** Whether a content has to be copied to its place, for all that is known. */
function needsCopy({ objects, claims: before, done }: Store, key: string, blob: string): boolean {
  const lastDone = before.findLastIndex(({ number }) => done.has(number));
  if (lastDone < 0 || !objects.has(key)) return true;
  // What was being released when it was broken off may or may not be in its place.
  return before.slice(lastDone).some(({ files }) => files[key] !== blob);
}

/** Gives signs of life while a release is under way, and looks whether another has taken over. */
class Watch {
  private looked = performance.now();
  private looking: Promise<void> | undefined;
  private over: string | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly bucket: Bucket,
    private readonly number: number,
    private readonly lease: number,
  ) {
    this.timer = setInterval(() => void this.look(), (lease * 1000) / 6);
    void this.look();
  }

  /**
   * Before each write: waits where it has not been looked for long, as after a machine was asleep.
   *
   * @throws {SettingsError} where another release has taken over
   */
  async mayGoOn(): Promise<void> {
    if (performance.now() - this.looked > (this.lease * 1000) / 3) await this.look();
    if (this.over !== undefined) throw new SettingsError(this.over);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const started = performance.now();
    try {
      if ((await this.bucket.get(nameOf(claims, this.number + 1))) !== undefined)
        this.over = `Release ${this.number + 1} has taken over: this one was silent for too long. Nothing is lost; run it again.`;
      else await this.bucket.put(nameOf(signs, this.number), new Date().toISOString());
      this.looked = started;
    } catch {
      // Asked again before the next write.
    }
  }
}

/** Forgets releases past those that are kept, and the contents that only they had. */
async function prune(bucket: Bucket, all: readonly Claim[], contents: ReadonlySet<string>): Promise<void> {
  const old = all.slice(0, -kept);
  if (old.length === 0) return;
  const needed = new Set(all.slice(-kept).flatMap(({ files }) => Object.values(files)));
  // Only what an old release had: others may be on their way to be released.
  const gone = new Set(old.flatMap(({ files }) => Object.values(files)).filter((blob) => !needed.has(blob)));
  await bucket.remove([...contents].filter((blob) => gone.has(blob)).map((blob) => blobs + blob));
  await bucket.remove(
    old.flatMap(({ number }) => [claims, ends, signs].map((place) => nameOf(place, number))),
  );
}

const nameOf = (place: string, number: number) => `${place}${String(number).padStart(8, '0')}.json`;

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
