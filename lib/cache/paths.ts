import { join } from 'node:path';

/** Where work is kept between commands, from the working directory; it may be deleted at any time. */
export const workDir = '.letterpress';

/** The bundled browser modules. */
export const assetDir = join(workDir, 'assets');
export const serviceWorkerFile = join(workDir, 'service-worker.js');

/** What Next has compiled. */
export const compiledAppDir = join(workDir, 'compiled-app');

/** The last printed site, file by file, and what each was printed from. */
export const siteDir = join(workDir, 'cache/site');
export const manifestFile = join(workDir, 'cache/manifest');
