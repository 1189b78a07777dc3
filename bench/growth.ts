import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Growth,
  growthInputs,
  growthPrefix,
  isLinear,
  measureGrowth,
  steadyHeap,
} from '../tests/helpers/growth';

/**
 * Measures how the time for an input grows when its size doubles; see `docs/benchmarks.md`. Arguments
 * are parts of the names of inputs. With `--in-one`, they are whole names, or none for all inputs: one
 * process measures them, without a table.
 */
const [first, ...rest] = process.argv.slice(2);
const wanted = (first === '--in-one' ? rest : process.argv.slice(2)).map((name) => name.toLowerCase());
const inputs = growthInputs.filter(
  ({ name }) =>
    wanted.length === 0 ||
    wanted.some((part) =>
      first === '--in-one' ? name.toLowerCase() === part : name.toLowerCase().includes(part),
    ),
);
/** The timeout for one input, in milliseconds. */
const timeoutMs = 120_000;

if (first === '--in-one') await measureAll();
else printTable();

async function measureAll() {
  const work = mkdtempSync(join(tmpdir(), 'letterpress-growth-'));
  process.chdir(work);
  for (const input of inputs) {
    let growth = await measureGrowth(input, 12);
    // The slowdown may come from other processes. Real growth is reproducible.
    for (let again = 0; again < 3 && !isLinear(growth); again++) growth = await measureGrowth(input, 12);
    console.log(growthPrefix + JSON.stringify({ name: input.name, ...growth }));
  }
  process.chdir(tmpdir());
  rmSync(work, { recursive: true, force: true });
}

function printTable() {
  console.log('| input | characters | ms | factor for twice the input |\n|---|---:|---:|---:|');
  for (const { name } of inputs) {
    // In separate processes, because an input may crash its process, and so that each starts with the same memory.
    const { stdout, signal, error } = spawnSync(
      process.execPath,
      [...steadyHeap, '--import', 'tsx', 'bench/growth.ts', '--in-one', name],
      { timeout: timeoutMs, encoding: 'utf8' },
    );
    const [, json] = stdout.split(growthPrefix);
    if (json) {
      const { length, milliseconds, ratio }: Growth = JSON.parse(json.split('\n', 1)[0] ?? '');
      console.log(
        `| ${name} | ${length.toLocaleString('en')} | ${milliseconds.toFixed(0)} | ${ratio.toFixed(1)} |`,
      );
      if (!isLinear({ length, milliseconds, ratio })) process.exitCode = 1;
    } else {
      console.log(`| ${name} | | ${error ? 'timed out' : `crashed (${signal ?? 'error'})`} | |`);
      process.exitCode = 1;
    }
  }
}
