import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readSealed, writeSealed } from '../cache/sealed';
import { hashOf } from '../hash';
import { factsOf, type ImageFacts, imageFile } from '../images/facts';
import { largest, type Picture } from '../images/picture';
import { workDir } from '../work';

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
}

/** Why there is no asset: to be followed by the name, and what may mend it. */
export interface AssetProblem {
  problem: string;
  fix?: string;
}

type Facts = Map<string, ImageFacts | AssetProblem>;
const factsFile = join(workDir, 'cache/images');

/** Files that are held in memory at once. */
const lanes = 4;

/** The files that articles refer to. An image is decoded once, and known by its content from then on. */
export class Assets {
  private readonly found = new Map<string, Promise<Asset | AssetProblem>>();
  private readonly facts: Facts = new Map();
  private readonly ends: Promise<unknown>[] = [];

  private constructor(
    private readonly known: Facts,
    private readonly code: string,
  ) {}

  /** @param code a hash of the code that looks at images */
  static async open(code: string): Promise<Assets> {
    return new Assets((await readSealed<Facts>(factsFile)) ?? new Map(), code);
  }

  /** Keeps what has been found out for the next build. */
  async close(): Promise<void> {
    const isNews =
      this.facts.size !== this.known.size || [...this.facts.keys()].some((key) => !this.known.has(key));
    if (isNews) await writeSealed(factsFile, this.facts);
  }

  /** @param shown whether it is to be shown as an image: a file of another kind is a mistake then */
  find(file: string, shown: boolean): Promise<Asset | AssetProblem> {
    const key = `${shown} ${file}`;
    const found = this.found.get(key);
    if (found) return found;
    const lane = this.found.size % lanes;
    const finding = (this.ends[lane] ?? Promise.resolve()).then(() => this.read(file, shown));
    this.ends[lane] = finding;
    this.found.set(key, finding);
    return finding;
  }

  private async read(file: string, shown: boolean): Promise<Asset | AssetProblem> {
    let bytes: Buffer;
    try {
      if (!(await stat(file)).isFile()) return { problem: 'not a file:' };
      bytes = await readFile(file);
    } catch {
      return { problem: 'missing file' };
    }
    const digest = hashOf(bytes);
    const place = (hash: string, name: string) => `/media/${hash.slice(0, 10)}/${encodeURIComponent(name)}`;
    const name = basename(file);
    if (!shown && !imageFile.test(name)) {
      return { file, digest, address: place(digest, name), bytes: bytes.length };
    }
    const key = hashOf(this.code, digest);
    const facts = this.known.get(key) ?? (await factsOf(bytes));
    this.facts.set(key, facts);
    if ('problem' in facts) return facts;
    // What it is printed by is part of the name: other settings make other files.
    const picture = { ...facts, base: place(key, name.replace(/\.\w+$/, '')) };
    return { file, digest, address: largest(picture), picture };
  }
}
