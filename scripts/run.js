import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

/**
 * Runs a command: `node scripts/run.js build --json`. All commands and the processes that
 * they start are bundled
 * first, which takes a tenth of a second; to load their modules one by one as TypeScript took
 * three, each time.
 */
const folder = '.letterpress/commands';
const commands = [
  'build',
  'check',
  'compare',
  'dev',
  'new',
  'notify',
  'preview',
  'recommend',
  'release',
  'serve',
];

const { outputFiles } = buildSync({
  entryPoints: [...commands.map((name) => `scripts/${name}.ts`), 'lib/workers/worker.ts', 'lib/child.ts'],
  outdir: folder,
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  // What is imported when it is needed stays in a file of its own.
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  write: false,
  logLevel: 'error',
});
mkdirSync(folder, { recursive: true });
const names = new Set(outputFiles.map(({ path }) => basename(path)));
for (const { path, text } of outputFiles) {
  if (contentOf(path) === text) continue;
  // Another command may be reading it.
  const aside = `${path}.${process.pid}.tmp`;
  writeFileSync(aside, text);
  renameSync(aside, path);
}
for (const name of readdirSync(folder))
  if (!names.has(name) && !name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });

const [name = ''] = process.argv.splice(2, 1);
if (!commands.includes(name))
  throw new Error(`unknown command ${name}; expected one of ${commands.join(', ')}`);
// The preview is at the root of its host.
if (name === 'preview') delete process.env.BASE_PATH;
await import(pathToFileURL(resolve(folder, `${name}.js`)).href);

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
