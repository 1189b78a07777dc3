import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

/**
 * Runs a command: `node scripts/run.js build --json`. All commands, and the processes that they
 * start, are bundled first, which takes a tenth of a second. Loading their modules one by one as
 * TypeScript took three.
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
  entryPoints: [
    ...commands.map((name) => `scripts/${name}.ts`),
    'lib/build/worker.ts',
    'lib/workers/child.ts',
  ],
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
try {
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
} catch (error) {
  // The commands say what system errors mean; there is none yet.
  console.error(
    `${error.path ?? folder} cannot be written (${error.code ?? error.message}). Every command keeps its work in .letterpress/: see that there is room on the disk, and that you may write there.`,
  );
  process.exit(1);
}

const [name = ''] = process.argv.splice(2, 1);
if (!commands.includes(name))
  throw new Error(`unknown command ${name}; expected one of ${commands.join(', ')}`);
// The preview is at the root of its host.
if (name === 'preview') delete process.env.BASE_PATH;
await import(pathToFileURL(resolve(folder, `${name}.js`)).href).catch((error) => {
  // What happens once the command has been loaded is told by `lib/cli/main.ts`.
  if (error.code === 'EMFILE' || error.code === 'ENFILE')
    console.error(`Too many open files, the last one ${error.path}. Raise the limit: ulimit -n 4096`);
  else if (error.code === 'ERR_MODULE_NOT_FOUND')
    console.error(
      `${error.message.split('\n', 1)[0]}. Install the dependencies: npm ci. If it is there, too many files may be open: ulimit -n 4096`,
    );
  else throw error;
  process.exit(1);
});

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
