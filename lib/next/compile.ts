import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { theme } from '@/theme.config';
import { readChecksummed, writeChecksummed } from '../cache/checksummed';
import { appCode, codeHash } from '../cache/code-hash';
import { checkFiles, digestOf, type FileDigest } from '../cache/file-digests';
import { compiledAppDir, workDir } from '../cache/paths';
import { allRoutes, type Route } from '../config/routes';
import { componentNames } from '../pages/extension-components';
import { extensionPages } from '../pages/loaded-pages';
import { UserError } from '../util/errors';
import { filesUnder } from '../util/files';
import { hashOf } from '../util/hash';
import { nearest } from '../util/nearest';
import { cliOf, run } from '../workers/child-process';
import { CompileError, checkCompiled, entryOf } from './compiled-app';

const recordFile = join(workDir, 'compiled-app.record');
/** The last compiled files, while new ones are compiled. */
const lastCompiledDir = `${compiledAppDir}.last`;

/** A record of the compiled app: a hash of the code, and the files. */
interface CompiledApp {
  code: string;
  /** A hash of the theme. */
  theme: string;
  files: FileDigest[];
}

/** A page has a client component, which would need the framework in the browser. The message names it. */
export class ClientComponentError extends UserError {
  override name = 'ClientComponentError';
}

/**
 * Compiles `app/` with Next, unless the code and the compiled files are unchanged. Renders no pages
 * and reads no content, so editing a text does not require compiling. If it fails, the last compiled files stay.
 *
 * @returns a hash of the code, for cache keys, and whether it was compiled now
 * @throws {CommandError} if Next fails
 * @throws {CompileError} if Next's output is incomplete, whatever its exit code
 * @throws {ClientComponentError} if a page has a client component
 */
export async function compileApp(): Promise<{ code: string; compiled: boolean }> {
  const code = await codeHash(appCode);
  const last = await readChecksummed<CompiledApp>(recordFile);
  if (last?.code === code) {
    const damaged = await checkFiles({ files: last.files, folder: compiledAppDir });
    if (damaged.length === 0) return { code, compiled: false };
    // Next's own cache may be damaged too.
    await rm(compiledAppDir, { recursive: true, force: true });
  }
  checkFolder();
  checkRoutes();
  await checkComponents();
  // Next keeps the compiled styles, and does not see that Tailwind's configuration reads the theme.
  const themeHash = hashOf(JSON.stringify(theme));
  if (last?.theme !== themeHash) await rm(join(compiledAppDir, 'cache'), { recursive: true, force: true });
  await rm(recordFile, { force: true });
  await moveCompiled(compiledAppDir, lastCompiledDir);
  try {
    await run(cliOf('next', 'next'), ['build'], {
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
    checkCompiled();
    refuseClientComponents();
  } catch (error) {
    await moveCompiled(lastCompiledDir, compiledAppDir);
    throw error;
  }
  await rm(lastCompiledDir, { recursive: true, force: true });
  await writeChecksummed(recordFile, {
    code,
    theme: themeHash,
    files: await compiledFiles(),
  } satisfies CompiledApp);
  return { code, compiled: true };
}

/** Moves the compiled files to another folder, in place of those there. Next's own cache stays where it is. */
async function moveCompiled(from: string, to: string): Promise<void> {
  const moved = (await readdir(from).catch(() => [])).filter((name) => name !== 'cache');
  await mkdir(to, { recursive: true });
  for (const name of await readdir(to))
    if (name !== 'cache') await rm(join(to, name), { recursive: true, force: true });
  for (const name of moved) await rename(join(from, name), join(to, name));
}

/** @throws {UserError} in a folder where Tailwind CSS cannot find its files */
function checkFolder(): void {
  if (process.cwd().includes('#'))
    throw new UserError(
      `The path of this folder contains #, and Next cannot compile there: ${process.cwd()}. Rename the folder, or move the project.`,
    );
}

/**
 * Checks that each route has a file, before Next compiles for seconds without it.
 *
 * @throws {CompileError} naming what is missing
 */
function checkRoutes(): void {
  const missing = allRoutes.flatMap(([route]) => {
    const files = filesOfRoute(route);
    return files.some((file) => existsSync(file))
      ? []
      : [`lib/config/routes.ts has ${route}, but ${files[0]} does not exist. Create it, or delete the row.`];
  });
  if (missing.length > 0) throw new CompileError(missing.join('\n'));
}

/**
 * Checks the names of the owner's components, before Next compiles them.
 *
 * @throws {UserError} with every problem, one per line
 */
export async function checkComponents(): Promise<void> {
  const { components } = await import('@/extensions/components');
  const paths = Object.keys(extensionPages);
  const known = [...componentNames, ...paths];
  const problems = [
    ...Object.keys(components)
      .filter((name) => !known.includes(name))
      .map((name) => {
        const near = nearest(name, known);
        return `unknown component ${name}; expected ${near ?? `one of ${known.join(', ')}`}`;
      }),
    ...Object.entries(components)
      .filter(([, component]) => typeof component !== 'function')
      .map(([name]) => `${name} is not a component; expected a function`),
    ...paths
      .filter((path) => !Object.hasOwn(components, path))
      .map((path) => `the page ${path} of extensions/pages.ts has no component; expected one of this name`),
  ];
  if (problems.length > 0)
    throw new UserError(problems.map((problem) => `extensions/components.tsx: ${problem}`).join('\n'));
}

/** The files under `app/` that Next reads for a route, the usual one first. */
export function filesOfRoute(route: Route): string[] {
  const special: Partial<Record<Route, string>> = {
    '/_not-found': 'app/not-found',
    '/manifest.webmanifest': 'app/manifest',
  };
  const file = special[route] ?? `app${route === '/' ? '' : route}/page`;
  return [`${file}.tsx`, `${file}.ts`];
}

/** Next's own working files, which it also writes at other times. */
const isForNext = (path: string) => /^\/(?:cache|diagnostics|types|trace)\b/.test(path);

async function compiledFiles(): Promise<FileDigest[]> {
  const paths = (await filesUnder(compiledAppDir)).filter((path) => !isForNext(path));
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(join(compiledAppDir, path));
      return { path, bytes: content.length, digest: digestOf(content) };
    }),
  );
}

/** Next's own client components. They are part of every page and do nothing without a router. */
const nextsOwn = /\/node_modules\/next\/dist\/(esm\/)?(client\/components|lib)\//;

/** Next's manifests register themselves here when they are loaded. */
declare global {
  var __RSC_MANIFEST: Record<string, { clientModules: Record<string, unknown> }> | undefined;
}

function refuseClientComponents(): void {
  const require = createRequire(import.meta.url);
  const manifests: NonNullable<typeof globalThis.__RSC_MANIFEST> = {};
  globalThis.__RSC_MANIFEST = manifests;
  for (const entry of allRoutes.map(([route]) => entryOf(route)).filter((file) => file.endsWith('page.js'))) {
    const manifest = join(dirname(entry), 'page_client-reference-manifest.js');
    try {
      // The manifest may be loaded already from an earlier compilation.
      delete require.cache[manifest];
      require(manifest);
    } catch {
      throw new CompileError(
        `next build exited with code 0, but ${manifest} cannot be loaded. Run the build again.`,
      );
    }
  }
  const problems = Object.entries(manifests).flatMap(([route, { clientModules }]) =>
    Object.keys(clientModules)
      .filter((module) => !nextsOwn.test(module))
      .map(
        (module) =>
          `app${route}: uses the client component ${module.replace('[project]/', '')}. Pages are built without the framework, so it would do nothing. Make it a Server Component, and move its browser code to a module in lib/browser/.`,
      ),
  );
  if (problems.length > 0) throw new ClientComponentError(problems.join('\n'));
}
