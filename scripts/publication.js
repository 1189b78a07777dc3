import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { writeIfChanged } from './write-if-changed.js';

const ownWorkDir = '.letterpress';

/**
 * Finds the publication that a command works on: the one in this project, unless `PUBLICATION_DIR` is the
 * folder of another, or `CONTENT_DIR` is a folder next to another `site.config.ts`. Adds the variables in
 * its `.env` to the environment; those that are set stay as they are.
 *
 * The configuration and theme of a publication elsewhere are bundled into a work folder of its own, because
 * Next compiles only what is in the project. A `tsconfig.json` there points `@/site.config` at them.
 *
 * Sets `PUBLICATION_DIR` and `LETTERPRESS_WORK_DIR`, which are empty for the publication in this project.
 *
 * @returns {Promise<string>} the work folder, relative to the project
 * @throws {Error} if `PUBLICATION_DIR` has no configuration, or the configuration cannot be bundled
 */
export async function selectPublication() {
  const { env } = process;
  let folder = publicationFolder(env);
  const variables = join(folder ?? '.', '.env');
  if (existsSync(variables)) process.loadEnvFile(variables);
  folder ??= publicationFolder(env);
  env.PUBLICATION_DIR = folder ?? '';
  env.LETTERPRESS_WORK_DIR = '';
  if (folder === undefined) return ownWorkDir;
  const workDir = workDirOf(folder);
  env.LETTERPRESS_WORK_DIR = workDir;
  await bundleConfig(folder, workDir);
  return workDir;
}

/** The work folder of a publication that is kept elsewhere. @param {string} folder its absolute path */
export function workDirOf(folder) {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return `${ownWorkDir}/publications/${basename(folder).replace(/[^\w.-]/g, '-')}-${hash}`;
}

/** The folder of a publication that is kept elsewhere, as an absolute path. */
function publicationFolder({ PUBLICATION_DIR, CONTENT_DIR }) {
  const folder = PUBLICATION_DIR ? resolve(PUBLICATION_DIR) : CONTENT_DIR && dirname(resolve(CONTENT_DIR));
  if (!folder || folder === resolve('.')) return undefined;
  if (existsSync(join(folder, 'site.config.ts'))) return folder;
  if (!PUBLICATION_DIR) return undefined;
  throw new Error(
    `PUBLICATION_DIR: expected a folder with site.config.ts and content/, found no site.config.ts in ${folder}`,
  );
}

async function bundleConfig(folder, workDir) {
  const up = relative(workDir, '.');
  const paths = {
    '@/site.config': ['./config/site.config'],
    '@/*': [`${up}/*`],
    'contentlayer/generated': ['./.contentlayer/generated', './.contentlayer/generated/index.mjs'],
  };
  mkdirSync(`${workDir}/config`, { recursive: true });
  const site = join(folder, 'site.config.ts');
  bundle(`export { siteConfig } from ${JSON.stringify(site)};`, `${workDir}/config/site.config.js`);
  const theme = join(folder, 'theme.config.ts');
  if (existsSync(theme)) {
    paths['@/theme.config'] = ['./config/theme.config'];
    await bundleTheme(theme, `${workDir}/config`);
  } else rmSync(`${workDir}/config/theme.config.js`, { force: true });
  for (const [name, type] of [
    ['site', 'siteConfig: import("@/lib/config/site-config").SiteConfig'],
    ['theme', 'theme: import("@/lib/theme/theme").Theme'],
  ])
    writeIfChanged(`${workDir}/config/${name}.config.d.ts`, `export declare const ${type};\n`);
  writeIfChanged(
    `${workDir}/tsconfig.json`,
    JSON.stringify({ extends: `${up}/tsconfig.json`, compilerOptions: { paths } }),
  );
}

/** Bundles a theme, and copies its own font files next to it. */
async function bundleTheme(source, config) {
  const file = `${config}/theme.config.js`;
  bundle(
    `import { theme as own } from ${JSON.stringify(source)};
const inProject = (font) => font?.files
  ? { ...font, files: Object.fromEntries(Object.entries(font.files).map(([style, file]) => [style, ${JSON.stringify(`${config}/`)} + file])) }
  : font;
const { text, headings } = own?.fonts ?? {};
const fonts = { ...own?.fonts, text: inProject(text), ...(headings && { headings: inProject(headings) }) };
export const theme = own?.fonts ? { ...own, fonts } : own;`,
    file,
  );
  // A different address whenever the content differs, because Node loads each address once.
  const { theme } = await import(`${pathToFileURL(resolve(file)).href}?${Date.now()}`);
  for (const { files = {} } of Object.values(theme?.fonts ?? {}).filter((font) => font?.files))
    for (const copy of Object.values(files)) {
      const original = join(dirname(source), relative(config, copy));
      // `lib/config/check-theme.ts` reports what is missing.
      if (!existsSync(original)) continue;
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(original, copy);
    }
}

/** @throws {Error} if the code has an error; esbuild has reported it */
function bundle(contents, outfile) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: dirname(outfile), loader: 'js' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  for (const { path, text } of outputFiles) writeIfChanged(path, text);
}
