import { readdirSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readSealed, writeSealed } from '../cache/sealed';
import { hashOf } from '../hash';
import { imageFile, lookAtImage, type SeenImage } from '../images/facts';
import { largest, type Picture } from '../images/picture';
import { site } from '../site';
import { workDir } from '../work';
import { nameKey } from './names';
import {
  largestAttachment,
  type Refusal,
  readRegularFile,
  realPathIn,
  refuseAttachmentPath,
  sameName,
} from './publishable';

/** A file of the publication that is sent to readers: a clip or a download as it is, an image as it is printed. */
export interface Asset {
  /** Absolute path of the author's file; empty for one of `public/`. */
  file: string;
  /** A hash of its content. */
  digest: string;
  /** Where it is sent from; it holds a hash of the content, so it may be kept for ever. Percent-encoded. */
  address: string;
  /** How long a file is that is sent as it is. */
  bytes?: number;
  /** Of an image that readers are shown. */
  picture?: Picture;
  /** What they do not get of it, as short texts for a message. */
  removed?: string[];
}

/** Why there is no asset. */
export type AssetProblem = { refusal: Refusal } | { isMissing: true } | ImageProblem;

/** What is wrong with an image, to be followed by its name. */
interface ImageProblem {
  problem: string;
  fix: string;
}

type Facts = Map<string, SeenImage | ImageProblem>;
const factsFile = join(workDir, 'cache/images');

/** Files that are held in memory at once. */
const lanes = 4;

/** The files that articles refer to. An image is decoded once, and known by its content from then on. */
export class Assets {
  private readonly found = new Map<string, Promise<Asset | AssetProblem>>();
  private readonly facts: Facts = new Map();
  private readonly ends: Promise<unknown>[] = [];
  /** What is in each folder that was asked for a name with accents, by the name's key. */
  private readonly names = new Map<string, Map<string, string[]>>();

  private constructor(
    private readonly contentDir: string,
    private readonly root: string,
    private readonly known: Facts,
    private readonly code: string,
  ) {}

  /** @param code a hash of the code that looks at images */
  static async open(contentDir: string, code: string): Promise<Assets> {
    const known = await readSealed<Facts>(factsFile);
    return new Assets(contentDir, await realpath(contentDir), known ?? new Map(), code);
  }

  /** Keeps what has been found out for the next build. */
  async close(): Promise<void> {
    const isNews =
      this.facts.size !== this.known.size || [...this.facts.keys()].some((key) => !this.known.has(key));
    if (isNews) await writeSealed(factsFile, this.facts);
  }

  /**
   * @param path from the content folder; it may lead out of it
   * @param shown whether it is to be shown as an image: a file of another kind is a mistake then
   */
  find(path: string, shown: boolean): Promise<Asset | AssetProblem> {
    const key = `${shown} ${path}`;
    const found = this.found.get(key);
    if (found) return found;
    const lane = this.found.size % lanes;
    const finding = (this.ends[lane] ?? Promise.resolve()).then(() => this.read(path, shown));
    this.ends[lane] = finding;
    this.found.set(key, finding);
    return finding;
  }

  private async read(path: string, shown: boolean): Promise<Asset | AssetProblem> {
    const written = refuseAttachmentPath(path, site.attachmentTypes);
    if (written) return { refusal: written };
    const onDisk = this.onDisk(path);
    if (typeof onDisk !== 'string') return { refusal: onDisk };
    const real = realPathIn(this.root, onDisk);
    if (real === undefined) return { isMissing: true };
    if (typeof real !== 'string') return { refusal: real };
    const refusal = refuseAttachmentPath(real, site.attachmentTypes);
    if (refusal) return { refusal };
    const file = join(this.contentDir, onDisk);
    const bytes = readRegularFile(file, largestAttachment);
    if (bytes === undefined) return { isMissing: true };
    if (!(bytes instanceof Uint8Array)) return { refusal: bytes };
    const digest = hashOf(bytes);
    const place = (hash: string, name: string) => `/media/${hash.slice(0, 10)}/${encodeURIComponent(name)}`;
    const name = nameKey(basename(file));
    if (!shown && !imageFile.test(name)) {
      return { file, digest, address: place(digest, name), bytes: bytes.length };
    }
    const key = hashOf(this.code, digest);
    const seen = this.known.get(key) ?? (await lookAtImage(bytes));
    this.facts.set(key, seen);
    if ('problem' in seen) return seen;
    // What it is printed by is part of the name: other settings make other files.
    const picture = { ...seen.facts, base: place(key, name.replace(/\.\w+$/, '')) };
    return { file, digest, address: largest(picture), picture, removed: seen.removed };
  }

  /** A path as the disk has it, which may write é in one character or in two. */
  private onDisk(path: string): string | Refusal {
    let folder = '';
    for (const name of path.split('/')) {
      const [first = name, twin] = /^[ -~]*$/.test(name) ? [name] : this.named(folder, name);
      if (twin !== undefined) return sameName(first, twin);
      folder = join(folder, first);
    }
    return folder;
  }

  /** What is in a folder under a name. */
  private named(folder: string, name: string): string[] {
    let names = this.names.get(folder);
    if (!names) {
      names = new Map();
      for (const one of namesIn(join(this.root, folder)))
        names.set(nameKey(one), [...(names.get(nameKey(one)) ?? []), one]);
      this.names.set(folder, names);
    }
    return names.get(nameKey(name)) ?? [];
  }
}

/** A folder that cannot be read is reported with the list of files, not at each link into it. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
