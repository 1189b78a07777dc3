import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, ContestantName, Step } from './contestants';
import { type Corpus, type Written, writeCorpus } from './corpus';
import { type Measurement, measure } from './measure';
import { type PageWeight, weigh } from './weight';

/** The result of one step: medians of all rounds. */
export interface Result extends Measurement {
  contestant: ContestantName;
  step: string;
  version: string;
  /** The number of HTML files. */
  pages: number;
}

/** The results for one archive. */
export interface ArchiveReport extends Corpus {
  /** The size of all posts in bytes. */
  bytes: number;
  results: Result[];
  /** The weight of a page by Letterpress, if it took part. */
  page: (PageWeight & Written['typical']) | undefined;
}

/**
 * Runs all contestants on an archive, round after round.
 *
 * @param options.work the benchmark's working directory
 * @param options.log is called for each measurement
 * @throws if a build fails or leaves out a post
 */
export async function runRounds(
  contestants: Contestant[],
  corpus: Corpus,
  options: { work: string; runs: number; log: (line: string) => void },
): Promise<ArchiveReport> {
  const contentDir = join(options.work, 'archive');
  const logDir = join(options.work, 'logs');
  for (const folder of [logDir, join(options.work, 'out')]) mkdirSync(folder, { recursive: true });
  const results = new Map<string, Result & { measured: Measurement[] }>();
  let written: Written = { bytes: 0, typical: { slug: '', words: 0 } };
  for (let run = 0; run < options.runs; run++) {
    written = writeCorpus(contentDir, corpus);
    for (const [contestant, step] of interleaved(contestants, contentDir, corpus)) {
      step.prepare();
      const name = `${step.contestant} ${step.name}`;
      const measurement = await measure(step.command, join(logDir, `${name.replaceAll(' ', '-')}.log`));
      const pages = countPages(step.outDir);
      if (pages < step.posts) throw new Error(`${name}: ${pages} pages for ${step.posts} posts`);
      options.log(`${name}: ${measurement.seconds.toFixed(1)} s`);
      const { version } = contestant;
      const measured = [...(results.get(name)?.measured ?? []), measurement];
      results.set(name, {
        contestant: step.contestant,
        step: step.name,
        version,
        pages,
        measured,
        seconds: median(measured.map((each) => each.seconds)),
        peak: median(measured.map((each) => each.peak)),
      });
    }
  }
  const letterpress = contestants.find(({ name }) => name === 'letterpress');
  const outDir = letterpress?.steps(contentDir, corpus)[0]?.outDir;
  return {
    ...corpus,
    bytes: written.bytes,
    results: [...results.values()].map(({ measured, ...result }) => result),
    page: outDir === undefined ? undefined : { ...written.typical, ...weigh(outDir, written.typical.slug) },
  };
}

/**
 * The steps of all contestants. Peers' steps are interleaved with those of Letterpress, so that other
 * load on the machine affects all of them. Peers that run after the edit build one more sentence. The
 * new post comes last.
 */
function interleaved(contestants: Contestant[], contentDir: string, corpus: Corpus): [Contestant, Step][] {
  const stepsOf = (each: Contestant) =>
    each.steps(contentDir, corpus).map((step): [Contestant, Step] => [each, step]);
  const own = contestants.filter(({ name }) => name === 'letterpress').flatMap(stepsOf);
  const peers = contestants.filter(({ name }) => name !== 'letterpress').flatMap(stepsOf);
  return [...own.flatMap((step, at) => [step, ...peers.slice(at, at + 1)]), ...peers.slice(own.length)];
}

function countPages(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    .length;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
