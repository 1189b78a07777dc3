import { readdirSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pLimit from 'p-limit';
import { theme } from '@/theme.config';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { KnownFiles } from '../cache/known-files';
import { workDir } from '../cache/paths';
import { site } from '../config/site';
import { imageFile, lookAtImage, type SeenImage } from '../images/facts';
import { largest, type Picture } from '../images/picture';
import { changedMeanwhile } from '../util/files';
import { hashOf } from '../util/hash';
import { nameKey } from '../util/names';
import { type AudioFacts, audioFacts, isAudio } from './audio';
import {
  largestAttachment,
  type Refusal,
  readRegularFile,
  realPathIn,
  refuseAttachmentPath,
  sameName,
} from './publishable';

/** A file that a document refers to. Clips and downloads are published unchanged, images are converted. */
export interface Asset {
  /** Absolute path of the author's file; empty for a file in `public/`. */
  file: string;
  /** A hash of the author's file; empty for a file in `public/`. */
  digest: string;
  /**
   * URL path, percent-encoded. It contains a hash of the content, so it may be cached forever. A file
   * in `public/` keeps its own path.
   */
  address: string;
  /** Size of a file that is published unchanged. */
  bytes?: number;
  /** Set if the file is audio. */
  audio?: AudioFacts;
  /** Set if the file is an image. */
  picture?: Picture;
  /** What was removed from a drawing, as short strings for a message. */
  removed?: string[];
}

/** Why `Assets.find` returns no asset. */
export type AssetProblem = { refusal: Refusal } | { isMissing: true } | ImageProblem;

/** What is wrong with an image. In a message, the name of the file follows `problem`. */
interface ImageProblem {
  problem: string;
  fix: string;
}

/** What is known about images, by a hash of the image code and the file, and about audio, by that of the file. */
type Facts = Map<string, SeenImage | ImageProblem | AudioFacts>;
const factsFile = join(workDir, 'cache/images');

/** What is remembered about a file. */
interface FileFacts {
  digest: string;
  bytes: number;
}

/** How many files are read into memory at once. */
const maxConcurrentReads = 4;

/** The files that documents refer to. An image is decoded once; later builds look it up by its content. */
export class Assets {
  private readonly found = new Map<string, Promise<Asset | AssetProblem>>();
  /** The facts that this build uses. */
  private readonly facts: Facts = new Map();
  /** Limits memory. */
  private readonly limitReads = pLimit(maxConcurrentReads);
  /** Names in each folder in which a name with accents was looked up, by `nameKey`. */
  private readonly listings = new Map<string, Map<string, string[]>>();

  private constructor(
    private readonly contentDir: string,
    private readonly root: string,
    private readonly cachedFacts: Facts,
    private readonly known: KnownFiles<FileFacts>,
    private readonly codeHash: string,
  ) {}

  /**
   * Loads the image facts that the previous build saved.
   *
   * @param contentDir absolute path
   * @param codeHash a hash of the code that reads and converts images; if it changes, all images are
   *   decoded again
   * @param verify whether to read every file, also those that have not changed by their times and sizes
   * @throws {NodeJS.ErrnoException} if the folder does not exist, or the cache cannot be read
   */
  static async open(contentDir: string, codeHash: string, verify = false): Promise<Assets> {
    const cachedFacts = await readChecksummed<Facts>(factsFile);
    const known = await KnownFiles.open({
      name: 'attachments',
      version: 1,
      verify,
      learn: (content): FileFacts => ({ digest: hashOf(content), bytes: content.length }),
    });
    return new Assets(contentDir, await realpath(contentDir), cachedFacts ?? new Map(), known, codeHash);
  }

  /** Saves the image facts for the next build, if they changed. */
  async close(): Promise<void> {
    const hasChanged =
      this.facts.size !== this.cachedFacts.size ||
      [...this.facts.keys()].some((key) => !this.cachedFacts.has(key));
    if (hasChanged) await writeChecksummed(factsFile, this.facts);
    await this.known.close();
  }

  /**
   * Finds the file that a reference leads to, and decodes it if it is an image.
   *
   * @param path relative to the content directory; a path that leads out of it is refused
   * @param asImage whether a page shows the file as an image; other file types are then refused
   * @returns the asset, or why there is none
   */
  find(path: string, asImage: boolean): Promise<Asset | AssetProblem> {
    const key = `${asImage} ${path}`;
    const found = this.found.get(key);
    if (found) return found;
    const reading = this.limitReads(() => this.read(path, asImage));
    this.found.set(key, reading);
    return reading;
  }

  private async read(path: string, asImage: boolean): Promise<Asset | AssetProblem> {
    const pathRefusal = refuseAttachmentPath(path, site.attachmentTypes);
    if (pathRefusal) return { refusal: pathRefusal };
    const onDisk = this.pathOnDisk(path);
    if (typeof onDisk !== 'string') return { refusal: onDisk };
    const real = realPathIn(this.root, onDisk);
    if (real === undefined) return { isMissing: true };
    if (typeof real !== 'string') return { refusal: real };
    const refusal = refuseAttachmentPath(real, site.attachmentTypes);
    if (refusal) return { refusal };
    const file = join(this.contentDir, onDisk);
    const found = this.known.find(file, readAttachment);
    if ('problem' in found) return found.problem ? { refusal: found.problem } : { isMissing: true };
    const { digest, bytes } = found.facts;
    const content = () => found.content ?? unchangedContent(file, digest);
    const addressOf = (hash: string, name: string) =>
      `/media/${hash.slice(0, 10)}/${encodeURIComponent(name)}`;
    const name = nameKey(basename(file));
    if (!asImage && !imageFile.test(name)) {
      const attachment = { file, digest, address: addressOf(digest, name), bytes };
      return isAudio(name) ? { ...attachment, audio: await this.audioFactsOf(content, digest) } : attachment;
    }
    const key = hashOf(this.codeHash, digest);
    const cached = this.cachedFacts.get(key);
    const image = cached && !('kind' in cached) ? cached : await lookAtImage(content());
    this.facts.set(key, image);
    if ('problem' in image) return image;
    // The address depends on the image code too: other settings produce other files.
    const hash = image.facts.isThemed ? hashOf(key, JSON.stringify(theme.colors)) : key;
    const picture = { ...image.facts, base: addressOf(hash, name.replace(/\.\w+$/, '')) };
    return { file, digest, address: largest(picture), picture, removed: image.removed };
  }

  private async audioFactsOf(content: () => Uint8Array, digest: string): Promise<AudioFacts> {
    const key = hashOf('audio', this.codeHash, digest);
    const cached = this.cachedFacts.get(key);
    const facts = cached && 'kind' in cached ? cached : await audioFacts(content());
    this.facts.set(key, facts);
    return facts;
  }

  /** A path as it is on disk, where é may be one character or two. */
  private pathOnDisk(path: string): string | Refusal {
    let folder = '';
    for (const name of path.split('/')) {
      const [first = name, twin] = /^[ -~]*$/.test(name) ? [name] : this.entriesNamed(folder, name);
      if (twin !== undefined) return sameName(first, twin);
      folder = join(folder, first);
    }
    return folder;
  }

  /** The entries of a folder whose `nameKey` is that of `name`. */
  private entriesNamed(folder: string, name: string): string[] {
    let names = this.listings.get(folder);
    if (!names) {
      names = new Map();
      for (const entry of namesIn(join(this.root, folder)))
        names.set(nameKey(entry), [...(names.get(nameKey(entry)) ?? []), entry]);
      this.listings.set(folder, names);
    }
    return names.get(nameKey(name)) ?? [];
  }
}

const readAttachment = (file: string) => readRegularFile(file, largestAttachment);

/** @throws {UserError} if the file is not what it was when the build looked at it */
function unchangedContent(file: string, digest: string): Uint8Array {
  const content = readAttachment(file);
  if (!(content instanceof Uint8Array) || hashOf(content) !== digest) throw changedMeanwhile(file);
  return content;
}

/** The names in a folder; none if it cannot be read, which `listContent` reports once, not for each link into it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
