/** What a build has done. */
export interface Summary {
  outDir: string;
  pages: { printed: number; reused: number };
  files: number;
  bytes: number;
  heaviest: { path: string; bytes: number };
  /** Which posts are not published yet; see `hiddenSummary`. */
  unpublished?: string;
  /** The whole, and its steps in their order. */
  seconds: number;
  steps: Record<string, number>;
}

/** A build's summary for people. */
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
    `${pages.printed} ${pages.printed === 1 ? 'page' : 'pages'} printed, ${pages.reused} as they were: ${files} files, ${(bytes / 1e6).toFixed(1)} MB in ${outDir}`,
    // A part of a site may have none.
    ...(heaviest.path
      ? [`The heaviest page is ${heaviest.path} with ${(heaviest.bytes / 1000).toFixed(0)} KB.`]
      : []),
    ...(unpublished ? [unpublished] : []),
    `${seconds.toFixed(1)} s: ${spent}`,
  ].join('\n');
}
