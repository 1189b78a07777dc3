import type { Bucket } from './bucket';

/** The folder for data about releases, below the prefix of the site. */
export const folder = '.letterpress/';
/** Marks a prefix as ours. */
export const markFile = `${folder}site.json`;
/** Contents of files, by hash. */
export const blobs = `${folder}blobs/`;
export const claims = `${folder}releases/`;
/** One object for each finished release. */
export const ends = `${folder}done/`;
/** Heartbeats of releases in progress. */
export const signs = `${folder}alive/`;

/** The key of a release's object in one of these folders. */
export const claimKey = (place: string, number: number) => `${place}${String(number).padStart(8, '0')}`;

/** The claim of a release. Once it is written, all earlier releases must stop. */
export interface Claim {
  number: number;
  /** Distinguishes it from claims that others may write at the same time. */
  id: string;
  /** RFC 3339. */
  begun: string;
  /** After how many seconds without a heartbeat it counts as dead. */
  lease: number;
  /** The release that it rolls back to. */
  returnTo?: number;
  /** The hash of each file's content, by key. */
  files: Map<string, string>;
  /** Files that are no longer part of the site but that old pages may still load: since when, by key. */
  retired: Record<string, string>;
  /** For each content that this release does not use, by hash: the last release that may have used it. */
  unused: Record<string, number>;
}

/** Serializes a claim as lines: first everything except the files, then one line per file. (It may be too long for a string.) */
export function writeClaim({ files, ...head }: Claim): Buffer {
  const lines = Array.from(files, ([key, blob]) => Buffer.from(`${blob} ${encodeURI(key)}\n`));
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...lines]);
}

/** @returns `undefined` if there is no such release */
export async function readClaim(bucket: Bucket, number: number): Promise<Claim | undefined> {
  const content = await bucket.get(claimKey(claims, number));
  if (!content) return undefined;
  const files: Claim['files'] = new Map();
  let end = content.indexOf('\n');
  const head = JSON.parse(content.toString('utf8', 0, end)) as Omit<Claim, 'files'>;
  for (let start = end + 1; start < content.length; start = end + 1) {
    end = content.indexOf('\n', start);
    const [blob = '', key = ''] = content.toString('utf8', start, end).split(' ');
    files.set(decodeURI(key), blob);
  }
  return { ...head, files };
}
