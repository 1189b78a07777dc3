import { join } from 'node:path';

/**
 * The folder for everything kept between commands, relative to the working directory. Everything in it can be
 * made again, except the record of `npm run notify` (`cache/notified`).
 */
export const workDir = '.letterpress';

/** The bundled browser modules. */
export const assetDir = join(workDir, 'assets');
export const serviceWorkerFile = join(workDir, 'service-worker.js');

/** What Next has compiled. */
export const compiledAppDir = join(workDir, 'compiled-app');

/** The files of the last built site, and the manifest with their cache keys. */
export const siteDir = join(workDir, 'cache/site');
export const manifestFile = join(workDir, 'cache/manifest');
