import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { writeIfChanged } from './write-if-changed.js';

const ownWorkDir = '.letterpress';

/**
 * Finds the publication that a command works on: the one in this project, unless `PUBLICATION_DIR` is the
 * folder of another, or `CONTENT_DIR` is a folder `content` next to another `site.config.ts`. Adds the variables
 * in its `.env` to the environment. Variables that are already set are not changed.
 *
 * The configuration and theme of a publication elsewhere are bundled into a work folder of its own, because
 * Next compiles only what is in the project. A `tsconfig.json` there points `@/site.config` at them.
 *
 * Sets `PUBLICATION_DIR` and `LETTERPRESS_WORK_DIR`, which are empty for the publication in this project.
 *
 * @returns {Promise<string>} the work folder, relative to the project
 * @throws {Error} if there is no configuration, or it cannot be bundled
 */
export async function selectPublication() {
  const { env } = process;
  let folder = publicationFolder(env);
  if (folder === undefined) {
    loadVariables('.');
    folder = publicationFolder(env);
  }
  if (folder !== undefined) loadVariables(folder);
  env.PUBLICATION_DIR = folder ?? '';
  env.LETTERPRESS_WORK_DIR = '';
  if (folder === undefined) {
    if (!existsSync('site.config.ts'))
      throw new Error(
        'There is no site.config.ts. If you have deleted it: git checkout HEAD -- site.config.ts',
      );
    return ownWorkDir;
  }
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

function loadVariables(folder) {
  const file = join(folder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** The folder of a publication that is kept elsewhere, as an absolute path. */
function publicationFolder({ PUBLICATION_DIR, CONTENT_DIR }) {
  const content = CONTENT_DIR && resolve(CONTENT_DIR);
  // Only a folder of this name, because a configuration is code.
  const parent = content && basename(content) === 'content' ? dirname(content) : undefined;
  const folder = PUBLICATION_DIR ? resolve(PUBLICATION_DIR) : parent;
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
    '@/extensions/*': ['./config/extensions/*', `${up}/lib/extensions/*`],
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
  bundleExtensions(join(folder, 'extensions'), `${workDir}/config/extensions`);
  for (const [name, type] of [
    ['site', 'siteConfig: import("@/lib/config/site-config").SiteConfig'],
    ['theme', 'theme: import("@/lib/theme/theme").Theme'],
  ])
    writeIfChanged(`${workDir}/config/${name}.config.d.ts`, `export declare const ${type};\n`);
  writeIfChanged(
    `${workDir}/tsconfig.json`,
    JSON.stringify({
      extends: `${up}/tsconfig.json`,
      compilerOptions: { paths },
      // Extensions of the publication in this project have other types.
      exclude: ['node_modules', '.next', 'out', '.letterpress', 'public', 'extensions'].map(
        (name) => `${up}/${name}`,
      ),
    }),
  );
}

const extensions = ['components', 'directives', 'fields', 'pages'];

/** The files that the modules of an owner's extensions may be, and what they are bundled as. */
export const extensionFiles = extensions.flatMap((name) => [`${name}.ts`, `${name}.tsx`, `${name}.js`]);

/** Bundles the extensions. They may use the engine and React, which are not bundled with them. */
function bundleExtensions(source, target) {
  mkdirSync(target, { recursive: true });
  for (const name of extensions) {
    const file = ['ts', 'tsx', 'js'].map((ending) => join(source, `${name}.${ending}`)).find(existsSync);
    const outfile = `${target}/${name}.js`;
    for (const stale of readdirSync(target))
      if (!file && stale.startsWith(`${name}.`)) rmSync(join(target, stale));
    if (file)
      bundle(`export * from ${JSON.stringify(file)};`, outfile, {
        external: ['@/*', 'react', 'react/*'],
        jsx: 'automatic',
      });
  }
}

/** Bundles a theme. Its own font files are copied next to it, and it names the copies. */
async function bundleTheme(source, config) {
  const original = `${config}/theme.original.js`;
  bundle(`export { theme } from ${JSON.stringify(source)};`, original);
  let theme;
  try {
    // A different address whenever the content differs, because Node loads each address once.
    const hash = createHash('sha256').update(readFileSync(original)).digest('hex');
    ({ theme } = await import(`${pathToFileURL(resolve(original)).href}?${hash}`));
  } catch (error) {
    throw new Error(`${source} cannot be loaded: ${error.message}`);
  }
  const copies = {};
  for (const font of [theme?.fonts?.text, theme?.fonts?.headings])
    for (const file of Object.values(font?.files ?? {})) {
      const path = join(dirname(source), String(file));
      // `lib/config/check-theme.ts` reports what is missing, or not a font.
      if (!/\.woff2$/.test(path) || !existsSync(path)) continue;
      const bytes = readFileSync(path);
      copies[file] = `${config}/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.woff2`;
      if (!existsSync(copies[file])) writeFileSync(copies[file], bytes);
    }
  bundle(
    `import { theme as own } from ${JSON.stringify(source)};
const copies = ${JSON.stringify(copies)};
const withCopies = (font) => font?.files
  ? { ...font, files: Object.fromEntries(Object.entries(font.files).map(([style, file]) => [style, copies[file] ?? file])) }
  : font;
const { text, headings } = own?.fonts ?? {};
const fonts = { ...own?.fonts, text: withCopies(text), ...(headings && { headings: withCopies(headings) }) };
export const theme = own?.fonts ? { ...own, fonts } : own;`,
    `${config}/theme.config.js`,
  );
}

/** @throws {Error} if the code has an error, with esbuild's `errors` */
function bundle(contents, outfile, options = {}) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: dirname(outfile), loader: 'js' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
    ...options,
  });
  const styles = outputFiles.find(({ path }) => path.endsWith('.css'));
  for (const { path, text } of outputFiles)
    writeIfChanged(
      path,
      styles && path.endsWith('.js') ? `import './${basename(styles.path)}';\n${text}` : text,
    );
}
