import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant, ContestantName } from './contestants';
import { type Corpus, makePost, type Written, writeCorpus } from './corpus';
import { CommandError, type Measurement, measure } from './measure';
import { type PageWeight, weigh } from './weight';

/** What changes between two builds, in this order. */
const steps = ['full', 'unchanged', 'one edit', 'one new post'] as const;
type Step = (typeof steps)[number];

interface Row {
  contestant: ContestantName;
  step: Step;
  version: string;
}

/** The result of one step: medians of all rounds. */
export interface Result extends Row, Measurement {
  /** The number of HTML files. */
  pages: number;
}

/** A peer's step that did not give a complete site. Its later steps are left out. */
export interface Failure extends Row {
  failure: string;
}

type Outcome = Result | Failure;

/** The results for one archive. */
export interface ArchiveReport extends Corpus {
  /** The size of all posts in bytes. */
  bytes: number;
  results: Outcome[];
  /** The weight of a page by Letterpress, if it took part. */
  page: (PageWeight & Written['typical']) | undefined;
}

interface Options {
  /** The benchmark's working directory. */
  work: string;
  runs: number;
  /** Is called for each measurement. */
  log: (line: string) => void;
}

/**
 * Runs all contestants on an archive, round after round.
 *
 * @throws if a build by Letterpress fails or leaves out a post
 */
export async function runRounds(
  contestants: Contestant[],
  corpus: Corpus,
  { work, runs, log }: Options,
): Promise<ArchiveReport> {
  const contentDir = join(work, 'archive');
  for (const name of ['logs', 'out']) mkdirSync(join(work, name), { recursive: true });
  const outcomes = new Map<string, Outcome[]>();
  const failed = new Set<Contestant>();
  let written: Written = { bytes: 0, typical: { slug: '', words: 0 } };
  for (let run = 0; run < runs; run++) {
    written = writeCorpus(contentDir, corpus);
    for (const [at, stage] of steps.entries()) {
      const posts = change(contentDir, corpus, stage);
      for (const [contestant, step] of interleaved(contestants, at)) {
        if (failed.has(contestant)) continue;
        const outcome = await build(contestant, step, { contentDir, posts, work });
        const key = `${contestant.name}, ${step}`;
        outcomes.set(key, [...(outcomes.get(key) ?? []), outcome]);
        if ('failure' in outcome) failed.add(contestant);
        log(`${key}: ${'failure' in outcome ? outcome.failure : `${outcome.seconds.toFixed(1)} s`}`);
      }
    }
  }
  const letterpress = contestants.find(({ name }) => name === 'letterpress');
  return {
    ...corpus,
    bytes: written.bytes,
    results: contestants.flatMap(({ name }) =>
      [...outcomes.values()].flatMap(summary).filter(({ contestant }) => contestant === name),
    ),
    page: letterpress && { ...written.typical, ...weigh(letterpress.outDir, written.typical.slug) },
  };
}

/**
 * Changes the archive as the step requires.
 *
 * @returns the number of posts it has now
 */
function change(contentDir: string, corpus: Corpus, step: Step): number {
  const write = (index: number, edited: boolean) => {
    const { slug, source } = makePost(corpus, index, edited);
    writeFileSync(join(contentDir, 'posts', `${slug}.md`), source);
  };
  if (step === 'one edit') write(Math.floor(corpus.posts / 2), true);
  if (step === 'one new post') write(corpus.posts, false);
  return corpus.posts + Number(step === 'one new post');
}

/**
 * The builds after the change at this place. Those who always build everything take turns, one after
 * each change, so that other load on the machine affects all of them.
 */
function interleaved(contestants: Contestant[], at: number): [Contestant, Step][] {
  const plain = contestants.filter(({ incremental }) => !incremental);
  return contestants.flatMap((each): [Contestant, Step][] => {
    if (each.incremental) return [[each, steps[at] ?? 'full']];
    return each === plain[at] ? [[each, 'full']] : [];
  });
}

/** Builds and measures. A peer may fail, Letterpress may not. */
async function build(
  { name, version, command, outDir, caches }: Contestant,
  step: Step,
  { contentDir, posts, work }: { contentDir: string; posts: number; work: string },
): Promise<Outcome> {
  const row: Row = { contestant: name, step, version };
  if (step === 'full') for (const path of [outDir, ...caches]) rmSync(path, { recursive: true, force: true });
  try {
    const log = join(work, 'logs', `${name}-${step.replaceAll(' ', '-')}.log`);
    const measurement = await measure(command(contentDir), log);
    const pages = countPages(outDir);
    if (pages < posts) throw new CommandError(`${name}, ${step}: ${pages} pages for ${posts} posts`);
    return { ...row, ...measurement, pages };
  } catch (error) {
    if (name === 'letterpress' || !(error instanceof CommandError)) throw error;
    return { ...row, failure: error.reason };
  }
}

/** One outcome of all rounds. After a failure there are no more. */
function summary(outcomes: Outcome[]): Outcome[] {
  const last = outcomes.at(-1);
  if (last === undefined || 'failure' in last) return last ? [last] : [];
  const results = outcomes.filter((outcome) => 'seconds' in outcome);
  return [
    {
      ...last,
      seconds: median(results.map(({ seconds }) => seconds)),
      peak: median(results.map(({ peak }) => peak)),
    },
  ];
}

function countPages(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
    .length;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
