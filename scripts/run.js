import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { contentOf, writeIfChanged } from './write-if-changed.js';

/**
 * Runs a command: `node scripts/run.js build --json`. Bundles all commands and their worker processes
 * first, if the code has changed. Loading the TypeScript modules one by one would take seconds.
 */
const commands = [
  'build',
  'check',
  'compare',
  'conversation',
  'dev',
  'import',
  'init',
  'links',
  'new',
  'notify',
  'recommend',
  'release',
  'review',
  'serve',
  'upgrade',
];
/** What `dev` runs, and restarts when the code changes. */
const internal = ['preview'];

/** Packages that load files of their own, or that only some commands need. The others are bundled, which halves the time to load them. */
const external = [
  '@aws-sdk/*',
  '@contentlayer2/*',
  '@takumi-rs/*',
  'beautiful-mermaid',
  'contentlayer2',
  'esbuild',
  'fs-native-extensions',
  'katex',
  'mathjax',
  'next',
  'satteri',
  'sharp',
  'shiki',
];
const { buildSync } = await orExit(() => import('esbuild').catch(explainMissingPackages));
const { extensionFiles, selectPublication } = await import('./publication.js');
const workDir = await orExit(selectPublication);
const folder = `${workDir}/commands`;
/** What was bundled: the size and the time of change of each file. */
const stampFile = join(folder, 'bundled.json');

if (!isCurrent()) {
  const start = Date.now();
  const { outputFiles, metafile } = await orExit(() =>
    buildSync({
      entryPoints: [
        ...[...commands, ...internal].map((name) => `scripts/${name}.ts`),
        'lib/build/worker.ts',
        'lib/workers/child.ts',
      ],
      outdir: folder,
      entryNames: '[name]',
      chunkNames: 'chunk-[hash]',
      bundle: true,
      // Keeps dynamically imported modules in separate files.
      splitting: true,
      external,
      // Its other builds read JSON files at run time.
      alias: {
        'css-tree': fileURLToPath(import.meta.resolve('css-tree/dist/csstree.esm')),
        // Node.js needs the ending.
        ...Object.fromEntries(
          ['cache', 'dynamic', 'headers', 'image', 'link', 'navigation', 'script', 'server'].map((name) => [
            `next/${name}`,
            `next/${name}.js`,
          ]),
        ),
      },
      // Only Next needs the styles of extensions.
      loader: { '.css': 'empty' },
      // For packages in CommonJS.
      banner: {
        js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
      },
      platform: 'node',
      format: 'esm',
      target: 'node20',
      metafile: true,
      write: false,
      logLevel: 'silent',
      ...(process.env.PUBLICATION_DIR && { tsconfig: `${workDir}/tsconfig.json` }),
    }),
  );
  try {
    mkdirSync(folder, { recursive: true });
    const names = new Set(outputFiles.map(({ path }) => basename(path)));
    for (const { path, text } of outputFiles) writeIfChanged(path, text);
    for (const name of readdirSync(folder))
      if (!names.has(name) && !name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
    const own = Object.keys(metafile.inputs).filter((path) => !/(?:^|\/)node_modules\//.test(path));
    const stamp = stampOf([...own, ...lockFiles()]);
    // A file that was saved meanwhile may have been read before.
    const isEarlier = ([, time = 0]) => time < start || time > Date.now();
    if (Object.values(stamp).every(isEarlier)) writeIfChanged(stampFile, JSON.stringify(stamp));
  } catch (error) {
    // `lib/cli/main.ts` explains system errors, but it is not loaded yet.
    console.error(
      `${error.path ?? folder} cannot be written (${error.code ?? error.message}). Commands store their files in .letterpress/. Check free disk space and write permission.`,
    );
    process.exit(1);
  }
}

const [name = ''] = process.argv.splice(2, 1);
if (name === '--help' || name === '-h') {
  console.log(`Runs a command of Letterpress.

Usage: node scripts/run.js COMMAND [OPTIONS]

Commands: ${commands.join(', ')}

For the options of a command: node scripts/run.js COMMAND --help`);
  process.exit();
}
if (!commands.includes(name) && !internal.includes(name)) {
  console.error(
    `${name ? `Unknown command ${name}` : 'No command'}. Expected one of ${commands.join(', ')}.`,
  );
  process.exit(1);
}
// The preview is always served from the root.
if (name === 'preview') delete process.env.BASE_PATH;
await import(pathToFileURL(resolve(folder, `${name}.js`)).href).catch((error) => {
  // Handles errors while loading only. `lib/cli/main.ts` handles the rest.
  if (error.code === 'EMFILE' || error.code === 'ENFILE')
    console.error(`Too many open files. The last one was ${error.path}. Raise the limit: ulimit -n 4096`);
  else if (error.code === 'ERR_MODULE_NOT_FOUND')
    console.error(
      `${error.message.split('\n', 1)[0]}. Install the dependencies: npm ci. If the package is installed, too many files may be open: ulimit -n 4096`,
    );
  else throw error;
  process.exit(1);
});

/** Whether the bundled code is that of the source files and the installed packages. */
function isCurrent() {
  const content = contentOf(stampFile) ?? '';
  let files = [];
  try {
    files = Object.keys(JSON.parse(content));
  } catch {
    // There is none, or it is damaged.
    return false;
  }
  return content === JSON.stringify(stampOf([...new Set([...files, ...lockFiles()])]));
}

/** What changes with the installed packages and with the options of the bundler. */
function lockFiles() {
  return [
    ...installRecords(),
    'package.json',
    'tsconfig.json',
    `${workDir}/tsconfig.json`,
    'scripts/run.js',
    // A new one takes the place of an empty module.
    ...['extensions', `${workDir}/config/extensions`].flatMap((folder) =>
      extensionFiles.map((name) => `${folder}/${name}`),
    ),
  ];
}

/** What package managers write when they install. In a workspace, it is in a folder above. Bun writes only the lock file. */
function installRecords() {
  const names = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '../bun.lock', '../bun.lockb'];
  const found = [];
  for (let folder = resolve('.'); folder !== dirname(folder); folder = dirname(folder))
    found.push(...names.map((name) => join(folder, 'node_modules', name)).filter((file) => existsSync(file)));
  return found;
}

function stampOf(files) {
  return Object.fromEntries(
    files.sort().map((file) => {
      const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return [file, [size, mtimeMs]];
    }),
  );
}

/** @throws {Error} with one sentence for the usual reason why a package cannot be loaded */
function explainMissingPackages(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  throw new Error(
    existsSync('.pnp.cjs')
      ? "Yarn's Plug'n'Play is not supported, because Next compiles files in node_modules/. Write nodeLinker: node-modules to .yarnrc.yml, and run yarn install"
      : 'The dependencies are not installed: npm ci',
  );
}

/** An error of esbuild, in the form of our other errors. */
function explainCodeError({ text, location }) {
  const place = location ? `${location.file}:${location.line}:${location.column + 1}` : 'The code';
  const fix = /^Expected .* but found/.test(text)
    ? 'look for a missing comma or quotation mark just before; put text that contains an apostrophe in double quotes'
    : /^Unterminated string/.test(text)
      ? 'add the closing quotation mark'
      : /^Could not resolve/.test(text)
        ? 'correct the path, or install the package'
        : 'correct the code';
  return `${place}\n  ${text}${location ? `\n  ${location.lineText.trim()}` : ''}\n  Fix: ${fix}`;
}

/** Runs a step before `lib/cli/main.ts` is loaded, which explains errors otherwise. */
async function orExit(step) {
  try {
    return await step();
  } catch (error) {
    console.error(error.errors ? error.errors.map(explainCodeError).join('\n\n') : error.message);
    process.exit(1);
  }
}
