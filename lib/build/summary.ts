import { type Preview, type Unpublished, unpublishedSummary } from '../content/hidden';

/** What a build has done. */
export interface Summary {
  outDir: string;
  pages: { built: number; unchanged: number };
  files: number;
  bytes: number;
  heaviest: { path: string; bytes: number };
  /** The posts that are not published yet. A merge does not know them. */
  unpublished?: Unpublished;
  /** Where those posts are, if the build includes drafts. */
  previews?: Preview[];
  /** The total time. */
  seconds: number;
  /** Seconds by step, in order. */
  steps: Record<string, number>;
}

/** The summary of a build as text for the console. */
export function summaryLines({
  pages,
  files,
  bytes,
  heaviest,
  outDir,
  seconds,
  steps,
  unpublished,
  previews = [],
}: Summary): string {
  const spent = Object.entries(steps)
    .map(([step, taken]) => `${step.toLowerCase()} ${taken.toFixed(1)}`)
    .join(', ');
  const notPublished = unpublished && unpublishedSummary(unpublished);
  return [
    `Built ${pages.built} ${pages.built === 1 ? 'page' : 'pages'} (${pages.unchanged} unchanged): ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${outDir}`,
    // A shard may have no pages.
    ...(heaviest.path ? [`Largest page: ${heaviest.path} (${(heaviest.bytes / 1000).toFixed(0)} KB)`] : []),
    ...(notPublished ? [notPublished] : []),
    ...previews.map(({ url, file }) => `Preview of ${file}: ${url}`),
    `${seconds.toFixed(1)} s: ${spent}`,
  ].join('\n');
}
