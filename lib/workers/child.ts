import { pathToFileURL } from 'node:url';

/**
 * Runs a program in a process that ends together with the one that started it, however that one
 * ended: `run` in `lib/workers/child-process.ts` forks this module with the program's file and arguments. The
 * program's own child processes inherit none of it, as they would a preload in `execArgv`.
 */
process.on('disconnect', () => process.exit());
// The channel alone must not keep a finished program alive.
process.channel?.unref();

// The program finds its arguments where it would without this module.
const [, , file = ''] = process.argv;
process.argv.splice(1, 1);
await import(pathToFileURL(file).href);
