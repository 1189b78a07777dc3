/** What a build has done. */
export interface Summary {
  outDir: string;
  pages: { built: number; unchanged: number };
  files: number;
  bytes: number;
  heaviest: { path: string; bytes: number };
  /** The posts that are not published yet; see `hiddenSummary`. */
  unpublished?: string;
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
}: Summary): string {
  const spent = Object.entries(steps)
    .map(([step, taken]) => `${step.toLowerCase()} ${taken.toFixed(1)}`)
    .join(', ');
  return [
    `Built ${pages.built} ${pages.built === 1 ? 'page' : 'pages'} (${pages.unchanged} unchanged): ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${outDir}`,
    // A shard may have no pages.
    ...(heaviest.path ? [`Largest page: ${heaviest.path} (${(heaviest.bytes / 1000).toFixed(0)} KB)`] : []),
    ...(unpublished ? [unpublished] : []),
    `${seconds.toFixed(1)} s: ${spent}`,
  ].join('\n');
}
