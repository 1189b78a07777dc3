import type { checkFiles, FileDigest } from '../cache/file-digests';
import type { readRecord } from '../content/entry';
import type { ReadTask } from '../content/publication';
import type { LayoutProps } from '../pages/props';
import type { CompressionLevel } from '../render/compress';
import type { Output, RenderedOutput } from '../render/output';
import type { indexPosts } from '../search/cached';
import type { Pool } from '../workers/pool';

/** The files written for an output. */
export interface WrittenOutput {
  files: FileDigest[];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** The jobs of a build worker. A separate type, so that the pool does not import the worker. */
export type Jobs = {
  /** Runs once, before all other jobs. */
  open(settings: { layoutProps?: LayoutProps; compressionLevel?: CompressionLevel }): Promise<void>;
  read(task: ReadTask): ReturnType<typeof readRecord>;
  write(output: Output): Promise<WrittenOutput>;
  render(input: { output: Output; layoutProps: LayoutProps }): Promise<RenderedOutput>;
  index: typeof indexPosts;
  check: typeof checkFiles;
};

export type BuildPool = Pool<Jobs>;
