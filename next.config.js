import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A publication that is kept elsewhere has its own work folder; see `scripts/publication.js`. */
const { LETTERPRESS_WORK_DIR: ownWorkDir } = process.env;

/** The folder that has both this project and the installed packages, which may be in a workspace above it. */
function commonFolder() {
  const project = realpathSync('.');
  const next = realpathSync(fileURLToPath(import.meta.resolve('next/package.json')));
  let folder = project;
  while (relative(folder, next).startsWith('..')) folder = join(folder, '..');
  return folder.endsWith(sep) ? project : folder;
}

/** @type {import('next').NextConfig} */
export default {
  trailingSlash: true,
  poweredByHeader: false,
  typescript: {
    // `npm test` checks types. A build does not wait for that.
    ignoreBuildErrors: true,
    ...(ownWorkDir && { tsconfigPath: `${ownWorkDir}/tsconfig.json` }),
  },
  turbopack: { root: commonFolder() },
  // Never stream metadata: in a static page it belongs in the head.
  htmlLimitedBots: /.*/,
  // Compiled once for each state of the code, and kept while only texts change.
  distDir: `${ownWorkDir || '.letterpress'}/compiled-app`,
  adapterPath: fileURLToPath(import.meta.resolve('./lib/next/adapter.js')),
  // Preloads belong in the head. React would put them into a response header.
  reactMaxHeadersLength: 0,
};
