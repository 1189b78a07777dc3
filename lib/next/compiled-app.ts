import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compiledAppDir } from '../cache/paths';
import { type Route, routes } from '../pages/props';
import { UserError } from '../util/errors';

/** What Next has compiled, as `lib/next/adapter.js` records it. Paths are relative to `compiledAppDir`. */
interface Compiled {
  /** The entry file of each route. */
  routes: Partial<Record<Route, string>>;
  /** Style sheets, fonts and what else Next would serve as it is. */
  staticFiles: string[];
}

/** The adapter writes it when Next has compiled everything. */
export const compiledRecord = join(compiledAppDir, 'compiled.json');

/** `next build` did not leave what it should have; the message names what is missing. */
export class CompileError extends UserError {
  override name = 'CompileError';
}

/**
 * Checks that every route has been compiled.
 *
 * @throws {CompileError} naming what is missing
 */
export function checkCompiled(): void {
  if (!existsSync(compiledRecord))
    throw new CompileError(
      `next build exited with code 0 before it had finished: it wrote no ${compiledRecord} (Node.js ${process.version}). Run the build again.`,
    );
  const { routes: entries, staticFiles } = readCompiled();
  const missing = [
    ...routes.flatMap((route) => (entries[route] === undefined ? [`the route ${route}`] : [])),
    ...[...Object.values(entries), ...staticFiles].filter((file) => !existsSync(join(compiledAppDir, file))),
  ];
  if (missing.length > 0)
    throw new CompileError(
      `next build exited with code 0, but its output in ${compiledAppDir} lacks ${missing.join(', ')} (Node.js ${process.version}). Run the build again.`,
    );
}

/**
 * The compiled module of a route, as an absolute path.
 *
 * @throws {CompileError} where there is none
 */
export function entryOf(route: Route): string {
  const file = readCompiled().routes[route];
  if (file === undefined) throw new CompileError(`app/ was compiled without the route ${route}`);
  return resolve(compiledAppDir, file);
}

/** Compiled files with an extension, such as `.css`, as paths from the working directory. */
export function staticFilesWith(extension: string): string[] {
  return readCompiled()
    .staticFiles.filter((file) => file.endsWith(extension))
    .map((file) => join(compiledAppDir, file))
    .sort();
}

function readCompiled(): Compiled {
  return JSON.parse(readFileSync(compiledRecord, 'utf8')) as Compiled;
}
