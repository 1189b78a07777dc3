import type { checkFiles, FileDigest } from '../cache/file-digests';
import type { ReadTask, readRecord } from '../content/entry';
import type { LayoutProps } from '../pages/props';
import type { recommendPosts } from '../recommend/cached';
import type { CompressionLevel } from '../render/compress';
import type { Output, RenderedOutput } from '../render/output';
import type { indexPosts } from '../search/cached';
import type { Pool } from '../workers/pool';
import type { inspectContent } from './inspect';
import type { findTouchedFiles } from './site-states';
import type { suggestLinksIn } from './suggest';

/** The files written for an output. */
export interface WrittenOutput {
  files: FileDigest[];
  /** The Content-Security-Policy of a page. */
  policy?: string;
}

/** The jobs of a build worker. A separate type, so that the pool does not import the worker. */
export type Jobs = {
  /** Runs before all other jobs, and again if the settings change. */
  open(settings: { layoutProps?: LayoutProps; compressionLevel?: CompressionLevel }): Promise<void>;
  read(task: ReadTask): ReturnType<typeof readRecord>;
  write(output: Output): Promise<WrittenOutput>;
  render(input: { output: Output; layoutProps: LayoutProps }): Promise<RenderedOutput>;
  index: typeof indexPosts;
  recommend: typeof recommendPosts;
  check: typeof checkFiles;
  findTouchedFiles: typeof findTouchedFiles;
  inspect: typeof inspectContent;
  suggest: typeof suggestLinksIn;
};

export type BuildPool = Pool<Jobs>;
