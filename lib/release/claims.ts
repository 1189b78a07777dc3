import type { Bucket } from './bucket';

/** What is kept in the store about releases, below the prefix of the site. */
export const folder = '.letterpress/';
/** That the place is ours. */
export const markFile = `${folder}site.json`;
/** Contents of files, by their names. */
export const blobs = `${folder}blobs/`;
export const claims = `${folder}releases/`;
/** Of releases that were finished. */
export const ends = `${folder}done/`;
/** Signs of life of those that are under way. */
export const signs = `${folder}alive/`;

/** The key of what one of these folders holds of a release. */
export const claimKey = (place: string, number: number) => `${place}${String(number).padStart(8, '0')}`;

/** A release, as it is claimed: from then on, no other may go on. */
export interface Claim {
  number: number;
  /** Tells it from all others that might be written at the same moment. */
  id: string;
  /** RFC 3339. */
  begun: string;
  /** After how many seconds of silence it may be taken for dead. */
  lease: number;
  /** What it is a return to. */
  returnTo?: number;
  /** The name of each file's content, by its key. */
  files: Map<string, string>;
  /** Since when files are no longer part of the site that an old page may still load, by their keys. */
  retired: Record<string, string>;
  /** The last release that may have had each content that this one has no use for, by its name. */
  unused: Record<string, number>;
}

/** Writes a claim as lines, for it may be longer than a string can be: all but the files, then each of them. */
export function writeClaim({ files, ...head }: Claim): Buffer {
  const lines = Array.from(files, ([key, blob]) => Buffer.from(`${blob} ${encodeURI(key)}\n`));
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...lines]);
}

/** @returns nothing where there is no such release */
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
