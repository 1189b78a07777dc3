import { resolve } from 'node:path';
import { selectPublication } from '../../scripts/publication.js';

/** The folder of the built site of the publication in `tests/fixtures/`. */
export const mainOutDir = '.letterpress/test/main';

const variables = ['PUBLICATION_DIR', 'CONTENT_DIR', 'OUT_DIR', 'LETTERPRESS_WORK_DIR', 'TSX_TSCONFIG_PATH'];

/** The variables that `selectFixture` sets, as they were before. */
export const ownerVariables = Object.fromEntries(variables.map((name) => [name, process.env[name]]));

/**
 * Makes this process and its children work on the publication in `tests/fixtures/`, whatever the owner of this
 * repository publishes, and write the site to `mainOutDir`.
 *
 * @returns {Promise<string>} the work folder of that publication
 */
export async function selectFixture() {
  const { env } = process;
  env.PUBLICATION_DIR = 'tests/fixtures/linear-memory';
  delete env.CONTENT_DIR;
  env.OUT_DIR = resolve(mainOutDir);
  const workDir = await selectPublication();
  // Modules that tests import have the same configuration.
  env.TSX_TSCONFIG_PATH = resolve(workDir, 'tsconfig.json');
  return workDir;
}
