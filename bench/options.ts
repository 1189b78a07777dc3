import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ContestantName, contestantNames } from './contestants';

export interface Options {
  /** The sizes of the archives, in posts. */
  posts: number[];
  short: boolean;
  /** How often each step is measured. The median is reported. */
  runs: number;
  only: ContestantName[];
  /** The absolute path of the benchmark's working directory. */
  work: string;
  json: boolean;
}

/** An invalid argument. The message says what is valid. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `Compares Letterpress with other generators: time, memory and page weight.

Usage: npm run bench -- [OPTIONS]

Options:
  --posts N      size of the archive; repeat it for several (1000 and 10000)
  --short        notes of about 1 KB instead of articles of about 13 KB
  --runs N       measure each step N times and take the median (1)
  --only NAMES   leave out all but these of ${contestantNames.join(',')} (all)
  --work DIR     folder for copies, dependencies, archives and sites (letterpress-bench in the
                 system's temporary folder)
  --json         print one JSON object instead of tables (with npm run --silent)
  --help         print this help

Example: npm run bench -- --posts 1000 --only letterpress,hugo`;

/**
 * Parses the arguments of the command.
 *
 * @throws {UsageError} for an invalid argument
 */
export function readOptions(args: string[]): Options {
  const { values } = parse(args);
  return {
    posts: (values.posts ?? ['1000', '10000']).map((value) => count('--posts', value)),
    short: values.short ?? false,
    runs: count('--runs', values.runs ?? '1'),
    only: values.only?.split(',').map(contestant) ?? [...contestantNames],
    work: resolve(values.work ?? join(tmpdir(), 'letterpress-bench')),
    json: values.json ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        posts: { type: 'string', multiple: true },
        short: { type: 'boolean' },
        runs: { type: 'string' },
        only: { type: 'string' },
        work: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function count(option: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value))
    throw new UsageError(`${option}: expected a whole number from 1, found "${value}"`);
  return Number(value);
}

function contestant(value: string): ContestantName {
  const name = contestantNames.find((known) => known === value);
  if (name === undefined)
    throw new UsageError(`--only: expected names of ${contestantNames.join(',')}, found "${value}"`);
  return name;
}
