import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growing, measureGrowth } from '../tests/helpers/growth';

/** How the time for an input grows when it is doubled; see `docs/benchmarks.md`. */
const [only] = process.argv.slice(2);
const mark = 'GROWTH ';
/** In milliseconds: what takes longer for one input is not waited for. */
const patience = 120_000;
/** New objects have more room, so that less of what is measured is the garbage collector. */
const flags = ['--max-semi-space-size=128'];

if (process.env.GROWTH_OF) {
  const input = growing.find(({ name }) => name === process.env.GROWTH_OF);
  const work = mkdtempSync(join(tmpdir(), 'letterpress-growth-'));
  process.chdir(work);
  if (input) console.log(mark + JSON.stringify(await measureGrowth(input, 5)));
  rmSync(work, { recursive: true, force: true });
} else {
  console.log('| input | characters | ms | … of twice as much |\n|---|---:|---:|---:|');
  for (const { name } of growing.filter(({ name }) => !only || name.includes(only))) {
    // Each by itself: some end a process, and each should find the same memory.
    const { stdout, signal, error } = spawnSync(
      process.execPath,
      [...flags, '--import', 'tsx', 'bench/growth.ts'],
      {
        env: { ...process.env, GROWTH_OF: name },
        timeout: patience,
        encoding: 'utf8',
      },
    );
    const [, json] = stdout.split(mark);
    const { length, milliseconds, ratio } = json ? JSON.parse(json) : {};
    console.log(
      json
        ? `| ${name} | ${length.toLocaleString('en')} | ${milliseconds.toFixed(0)} | ${ratio.toFixed(1)} |`
        : `| ${name} | | ${error ? 'does not end' : `ends the process (${signal ?? 'error'})`} | |`,
    );
  }
}
