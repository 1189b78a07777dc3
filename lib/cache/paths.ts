import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder for everything kept between commands, relative to the working directory. Everything in it can be
 * made again, except the record of `npm run notify` (`cache/notified`). A publication that is kept elsewhere has
 * its own (`scripts/publication.js`).
 */
export const workDir = process.env.LETTERPRESS_WORK_DIR || '.letterpress';

/** The folder with Contentlayer's index, in `.contentlayer/`. */
export const indexDir = process.env.LETTERPRESS_WORK_DIR || '.';

/** The configuration and the theme, as the code imports them. */
export const configFile = ownOr('config/site.config.js', 'site.config.ts');
export const themeFile = ownOr('config/theme.config.js', 'theme.config.ts');

/** The owner's extensions, as the code imports them. A publication may have none. */
export const extensionsDir = ownOr('config/extensions', 'extensions');

function ownOr(bundled: string, file: string): string {
  const own = join(workDir, bundled);
  return existsSync(own) ? own : file;
}

/** The bundled browser modules. */
export const assetDir = join(workDir, 'assets');
export const serviceWorkerFile = join(workDir, 'service-worker.js');

/** What Next has compiled. */
export const compiledAppDir = join(workDir, 'compiled-app');

/** The files of the last built site, and the manifest with their cache keys. */
export const siteDir = join(workDir, 'cache/site');
export const manifestFile = join(workDir, 'cache/manifest');
/** The states of the files of the last built site, and of the folders of the two trees that take turns. */
export const siteStatesFile = join(workDir, 'cache/site-states');
export const treesFile = join(workDir, 'cache/trees');
