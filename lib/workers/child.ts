import { pathToFileURL } from 'node:url';

/**
 * Runs a program in a process that ends when its parent process ends, for whatever reason. `run` in
 * `lib/workers/child-process.ts` forks this module with the program's file and arguments. Unlike a
 * preload in `execArgv`, the program's own child processes do not inherit it.
 */
process.on('disconnect', () => process.exit());
// The channel alone must not keep a finished program alive.
process.channel?.unref();

// Removes this module from `argv`, so that the program finds its arguments in the usual place.
const [, , file = ''] = process.argv;
process.argv.splice(1, 1);
await import(pathToFileURL(file).href);
