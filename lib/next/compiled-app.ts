import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compiledAppDir } from '../cache/paths';
import { allRoutes, type Route } from '../config/routes';
import { UserError } from '../util/errors';

/** The record of the compiled app from `lib/next/adapter.js`. Paths are relative to `compiledAppDir`. */
interface Compiled {
  /** The compiled module of each route. */
  routes: Partial<Record<Route, string>>;
  /** Style sheets, fonts and other static files. */
  staticFiles: string[];
}

/** The adapter writes this file after everything has been compiled. */
export const compiledRecord = join(compiledAppDir, 'compiled.json');

/** The output of `next build` is incomplete. The message names what is missing. */
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
      `next build exited with code 0 before it finished: ${compiledRecord} is missing (Node.js ${process.version}). Run the build again.`,
    );
  const { routes: entries, staticFiles } = readCompiled();
  const missing = [
    ...allRoutes.flatMap(([route]) => (entries[route] === undefined ? [`the route ${route}`] : [])),
    ...[...Object.values(entries), ...staticFiles].filter((file) => !existsSync(join(compiledAppDir, file))),
  ];
  if (missing.length > 0)
    throw new CompileError(
      `next build exited with code 0, but these are missing from its output in ${compiledAppDir}: ${missing.join(', ')} (Node.js ${process.version}). Run the build again.`,
    );
}

/**
 * The compiled module of a route, as an absolute path.
 *
 * @throws {CompileError} if the route was not compiled
 */
export function entryOf(route: Route): string {
  const file = readCompiled().routes[route];
  if (file === undefined) throw new CompileError(`app/ was compiled without the route ${route}`);
  return resolve(compiledAppDir, file);
}

/** Static files with an extension such as `.css`, sorted, as paths relative to the working directory. */
export function staticFilesWith(extension: string): string[] {
  return readCompiled()
    .staticFiles.filter((file) => file.endsWith(extension))
    .map((file) => join(compiledAppDir, file))
    .sort();
}

function readCompiled(): Compiled {
  return JSON.parse(readFileSync(compiledRecord, 'utf8')) as Compiled;
}
