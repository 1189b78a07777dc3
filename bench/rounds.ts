import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, ContestantName, Step } from './contestants';
import { type Corpus, type Written, writeCorpus } from './corpus';
import { type Measurement, measure } from './measure';
import { type PageWeight, weigh } from './weight';

/** What one step took: medians where it was measured more than once. */
export interface Result extends Measurement {
  contestant: ContestantName;
  step: string;
  version: string;
  /** HTML files of the site. */
  pages: number;
}

/** What was measured on one archive. */
export interface Race extends Corpus {
  /** Bytes of all posts. */
  bytes: number;
  results: Result[];
  /** Of Letterpress, where it took part. */
  page: (PageWeight & Written['typical']) | undefined;
}

/**
 * Has each contestant print an archive, round after round.
 *
 * @param work the folder that is the benchmark's own
 * @param tell is told of each measurement
 * @throws where a build fails or leaves a post out
 */
export async function race(
  contestants: Contestant[],
  corpus: Corpus,
  options: { work: string; runs: number; log: (line: string) => void },
): Promise<Race> {
  const contentDir = join(options.work, 'archive');
  const logDir = join(options.work, 'logs');
  for (const folder of [logDir, join(options.work, 'out')]) mkdirSync(folder, { recursive: true });
  const results = new Map<string, Result & { measured: Measurement[] }>();
  let written: Written = { bytes: 0, typical: { slug: '', words: 0 } };
  for (let run = 0; run < options.runs; run++) {
    written = writeCorpus(contentDir, corpus);
    for (const [contestant, step] of inTurn(contestants, contentDir, corpus)) {
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
 * The steps of all contestants: a peer's between every two of Letterpress, so that what else
 * the machine does hits all alike. A peer after the edit prints one sentence more; the new
 * post comes when all have had their turn.
 */
function inTurn(contestants: Contestant[], contentDir: string, corpus: Corpus): [Contestant, Step][] {
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
