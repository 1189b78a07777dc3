import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Summary } from '../lib/build/summary';
import { digestsOf } from '../tests/helpers/digests';
import { siteUrl } from './contestants';
import { buildTime, writeCorpus } from './corpus';
import { measure } from './measure';
import { copyProject } from './workspace';

/**
 * Builds an archive in shards, each in its own copy of the checkout and one after the other, as if
 * each had its own machine. Then merges them, and reports the time of each:
 * `npx tsx bench/shards.ts --posts 10000 --of 4`. With `--whole`, the archive is also built in one
 * piece, and the bytes must be the same. `--content DIR` builds a publication instead of the archive.
 */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '10000' },
    short: { type: 'boolean', default: false },
    of: { type: 'string', default: '4' },
    whole: { type: 'boolean', default: false },
    content: { type: 'string' },
    work: { type: 'string', default: join(tmpdir(), 'letterpress-shards') },
  },
});
const at = (name: string) => join(values.work, name);
const content = resolve(values.content ?? at('archive'));
const now = values.content === undefined ? buildTime : new Date().toISOString();
if (values.content === undefined) writeCorpus(content, { posts: Number(values.posts), short: values.short });

const steps = ['Reading', 'Indexing', 'Compiling', 'Rendering', 'Merging', 'Swapping in'];
console.log(`| seconds | in all | ${steps.join(' | ').toLowerCase()} | peak memory |`);
console.log(`|---|---:|${steps.map(() => '---:|').join('')}---:|`);
const numbers = Array.from({ length: Number(values.of) }, (_, index) => index + 1);
for (const number of numbers)
  await build(`shard ${number}/${values.of}`, `shards/${number}`, ['--shard', `${number}/${values.of}`]);
await build('merge', 'merged', ['--merge', ...numbers.map((number) => at(`shards/${number}`))]);
if (values.whole) {
  await build('in one piece', 'whole', []);
  const isSame = (await digestsOf(at('merged'))) === (await digestsOf(at('whole')));
  console.log(isSame ? '\nThe same bytes.' : '\n**Not the same bytes.**');
  process.exitCode = isSame ? 0 : 1;
}

/** Builds in a copy of the checkout, and keeps only the output. */
async function build(what: string, outDir: string, args: string[]): Promise<void> {
  const folder = at(`copies/${outDir}`);
  await copyProject(folder);
  rmSync(at(outDir), { recursive: true, force: true });
  const env = { CONTENT_DIR: content, OUT_DIR: at(outDir), SITE_URL: siteUrl, BUILD_TIME: now };
  const command = {
    file: 'npm',
    args: ['run', '--silent', 'build', '--', '--json', ...args],
    cwd: folder,
    env,
  };
  const { seconds, peak } = await measure(command, `${folder}.log`);
  const lastLine = readFileSync(`${folder}.log`, 'utf8').trim().split('\n').at(-1) ?? '';
  const summary = JSON.parse(lastLine) as Summary;
  const cells = [seconds, ...steps.map((step) => summary.steps[step])].map((each) => each?.toFixed(0) ?? '');
  console.log(`| ${what} | ${cells.join(' | ')} | ${Math.round(peak / 1e6).toLocaleString('en')} MB |`);
  for (const name of ['.letterpress', '.next', '.contentlayer'])
    rmSync(join(folder, name), { recursive: true, force: true });
}
