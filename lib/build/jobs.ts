import type { checkFiles, PrintedFile } from '../cache/file-digests';
import type { readRecord } from '../content/entry';
import type { ReadTask } from '../content/publication';
import type { Frame } from '../pages/props';
import type { Rendered } from '../render';
import type { Effort } from '../render/compress';
import type { Sheet } from '../render/output';
import type { indexPosts } from '../search/keep';
import type { Pool } from '../workers/pool';

/** What a sheet has been printed to. */
export interface Printed {
  files: PrintedFile[];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** What a worker process of a build can do. A type of its own, so that a pool need not know the worker. */
export type Jobs = {
  /** Runs first, and once. */
  open(settings: { frame?: Frame; effort?: Effort }): Promise<void>;
  read(task: ReadTask): ReturnType<typeof readRecord>;
  print(sheet: Sheet): Promise<Printed>;
  render(input: { sheet: Sheet; frame: Frame }): Promise<Rendered>;
  index: typeof indexPosts;
  check: typeof checkFiles;
};

export type BuildPool = Pool<Jobs>;
