import { availableParallelism } from 'node:os';
import type { ArchiveReport } from './rounds';

/** All results for `--json`: seconds, bytes, and ratios of seconds. */
export function reportObject(reports: ArchiveReport[], runs: number) {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    runs,
    archives: reports.map((report) => ({ ...report, results: rows(report) })),
  };
}

/** The results for one archive, as text for a terminal. */
export function reportTable(report: ArchiveReport): string {
  const results = rows(report);
  const peers = Object.keys(fullBuilds(report));
  const table = [
    ['', 'pages', 'seconds', 'peak MB', ...peers.map((peer) => `× ${peer}`)],
    ...results.map((row) => [
      `${row.contestant} ${row.version}, ${row.step}`,
      ...('failure' in row
        ? ['failed']
        : [
            row.pages.toLocaleString('en'),
            row.seconds.toFixed(1),
            (row.peak / 1e6).toFixed(0),
            ...peers.map((peer) => (row.ratios[peer] ?? 0).toFixed(2)),
          ]),
    ]),
  ];
  const { page } = report;
  return [
    `${report.posts.toLocaleString('en')} ${report.short ? 'short ' : ''}posts, ${(report.bytes / 1e6).toFixed(1)} MB of Markdown`,
    '',
    aligned(table),
    ...results.flatMap((row) =>
      'failure' in row ? ['', `${row.contestant}, ${row.step}, failed: ${row.failure}`] : [],
    ),
    ...(page
      ? [
          '',
          `A post of ${page.words} words: ${page.total.toLocaleString('en')} bytes of HTML, CSS and JavaScript after brotli, ${page.js.toLocaleString('en')} of them JavaScript`,
        ]
      : []),
  ].join('\n');
}

/** All results, those of complete builds with their time as a multiple of each peer's full build. */
function rows(report: ArchiveReport) {
  const peers = Object.entries(fullBuilds(report));
  return report.results.map((result) =>
    'failure' in result
      ? result
      : {
          ...result,
          ratios: Object.fromEntries(peers.map(([peer, seconds]) => [peer, result.seconds / seconds])),
        },
  );
}

/** The seconds that each peer took for a full build. */
function fullBuilds({ results }: ArchiveReport): Record<string, number> {
  return Object.fromEntries(
    results.flatMap((result) =>
      'seconds' in result && result.step === 'full' && result.contestant !== 'letterpress'
        ? [[result.contestant, result.seconds]]
        : [],
    ),
  );
}

/** Aligns columns, numbers to the right. */
function aligned(table: string[][]): string {
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
