import type { checkFiles, FileDigest } from '../cache/file-digests';
import type { readRecord } from '../content/entry';
import type { ReadTask } from '../content/publication';
import type { LayoutProps } from '../pages/props';
import type { RenderedOutput } from '../render';
import type { CompressionLevel } from '../render/compress';
import type { Output } from '../render/output';
import type { indexPosts } from '../search/keep';
import type { Pool } from '../workers/pool';

/** What an output has been printed to. */
export interface WrittenOutput {
  files: FileDigest[];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** What a worker process of a build can do. A type of its own, so that a pool need not know the worker. */
export type Jobs = {
  /** Runs first, and once. */
  open(settings: { layoutProps?: LayoutProps; compressionLevel?: CompressionLevel }): Promise<void>;
  read(task: ReadTask): ReturnType<typeof readRecord>;
  write(output: Output): Promise<WrittenOutput>;
  render(input: { output: Output; layoutProps: LayoutProps }): Promise<RenderedOutput>;
  index: typeof indexPosts;
  check: typeof checkFiles;
};

export type BuildPool = Pool<Jobs>;
