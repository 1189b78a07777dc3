import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readChecksummed, writeChecksummed } from './checksummed';
import { type FileState, fileSystemTime, isSettled, isUnchanged, stateOf } from './file-state';
import { workDir } from './paths';

type Known<Facts> = Map<string, { state: FileState; facts: Facts }>;

/** Options of `KnownFiles.open`. */
interface KnownFilesOptions<Facts> {
  /** The name of the file in the cache. */
  name: string;
  /** Increase it when `learn` changes. */
  version: number;
  /** Whether to read every file, whatever its state. */
  verify: boolean;
  /** Computes what is remembered about a file. */
  learn: (content: Uint8Array) => Facts;
}

/** Facts about files, such as their hash. A file is read again only if its state has changed. */
export class KnownFiles<Facts> {
  /** The files that this command has looked at. */
  private readonly current: Known<Facts> = new Map();
  private hasChanged = false;

  private constructor(
    private readonly options: KnownFilesOptions<Facts>,
    private readonly cached: Known<Facts>,
    /** The time of the file system before any file was looked at. */
    private readonly now: number,
  ) {}

  static async open<Facts>(options: KnownFilesOptions<Facts>): Promise<KnownFiles<Facts>> {
    mkdirSync(join(workDir, 'cache'), { recursive: true });
    const stored = await readChecksummed<{ version: number; known: Known<Facts> }>(fileOf(options.name));
    const known = stored?.version === options.version && !options.verify ? stored.known : new Map();
    return new KnownFiles(options, known, fileSystemTime());
  }

  /**
   * Returns the facts about a file. Reads it if its state is not that of the last time.
   *
   * @param read reads the file, or returns why it cannot be read
   * @returns the facts, with the content if the file was read; otherwise what `read` returned
   */
  find<Read>(
    file: string,
    read: (file: string) => Read,
  ): { facts: Facts; content?: Uint8Array } | { problem: Exclude<Read, Uint8Array> } {
    const state = currentState(file);
    const known = this.cached.get(file);
    if (known && state && isUnchanged(known.state, state)) {
      this.current.set(file, known);
      return { facts: known.facts };
    }
    const content = read(file);
    if (!(content instanceof Uint8Array)) return { problem: content as Exclude<Read, Uint8Array> };
    const facts = this.options.learn(content);
    if (state && isSettled(state, this.now)) {
      this.current.set(file, { state, facts });
      this.hasChanged = true;
    }
    return { facts, content };
  }

  /** Saves the facts for the next command, if they have changed. */
  async close(): Promise<void> {
    if (!this.hasChanged && this.current.size === this.cached.size) return;
    const { name, version } = this.options;
    await writeChecksummed(fileOf(name), { version, known: this.current });
  }
}

const fileOf = (name: string) => join(workDir, 'cache', name);

/** The state of a file, with links followed. `undefined` if it cannot be read, which reading it will report. */
function currentState(file: string): FileState | undefined {
  try {
    return stateOf(statSync(file));
  } catch {
    return undefined;
  }
}
