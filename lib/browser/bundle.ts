import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BuildOptions, build, transform } from 'esbuild';
import { assetDir, serviceWorkerFile } from '../cache/paths';
import { beaconOf } from '../config/analytics';
import { basePath, hostedPath, messages, site } from '../config/site';
import { writeWhole } from '../util/files';
import { type BrowserAssets, type BrowserModule, browserModules, type OptionalModule } from './assets';

/**
 * Replaces `browserMessages.copy` and the like with the messages themselves. Plural forms are JSON,
 * because esbuild would put objects into a chunk that every module loads.
 */
const messageDefines = Object.fromEntries(
  Object.entries(messages.browser).map(([name, message]) => [
    `browserMessages.${name}`,
    JSON.stringify(typeof message === 'string' ? message : JSON.stringify(message)),
  ]),
);

/** Replaces `basePath` with the path of the site on its host. */
const pathDefines = { basePath: JSON.stringify(basePath) };

/** Replaces `beacon.url` and the like. */
const beaconDefines = () =>
  Object.fromEntries(
    Object.entries(site.analytics ? beaconOf(site.analytics) : {}).map(([name, value]) => [
      `beacon.${name}`,
      JSON.stringify(value),
    ]),
  );

/** The styles that a module adds to the page. */
async function stylesOf(name: 'lines' | 'search' | 'viewer'): Promise<string> {
  const css = await readFile(`app/_styles/${name}.css`, 'utf8');
  return JSON.stringify((await transform(css, { loader: 'css', minify: true })).code);
}

/** Bundles the service worker, or its replacement that unregisters it if `site.offline` is off. */
async function bundleServiceWorker(modules: readonly string[]): Promise<void> {
  const offlineFiles = JSON.stringify(['/reading-list/', ...modules].map(hostedPath));
  const { outputFiles } = await build({
    ...options,
    define: { ...pathDefines, offlineFiles },
    entryPoints: [`lib/browser/${site.offline ? 'service-worker' : 'no-service-worker'}.ts`],
    format: 'iife',
  });
  for (const { contents } of outputFiles) writeWhole(serviceWorkerFile, contents);
}

const options = {
  bundle: true,
  minify: true,
  target: 'es2022',
  charset: 'utf8',
  write: false,
  legalComments: 'none',
} satisfies BuildOptions;

/**
 * Bundles the browser modules into `assetDir`. File names contain a hash, and dynamic imports become
 * separate files.
 *
 * @param preview whether to include the module that updates pages of the preview
 */
export async function bundleBrowserModules({ preview = false } = {}): Promise<BrowserAssets> {
  const optional: OptionalModule[] = [
    // The author's own visits to the preview do not count.
    ...(site.analytics && !preview ? (['analytics'] as const) : []),
    ...(site.comments ? (['comments'] as const) : []),
  ];
  const { outputFiles, metafile } = await build({
    ...options,
    define: {
      ...pathDefines,
      ...messageDefines,
      ...beaconDefines(),
      siteHost: JSON.stringify(new URL(site.url).host),
      lineStyles: await stylesOf('lines'),
      searchStyles: await stylesOf('search'),
      viewerStyles: await stylesOf('viewer'),
    },
    entryPoints: [...browserModules, 'late-fonts', ...(preview ? ['preview'] : []), ...optional].map(
      (name) => `lib/browser/${name}.ts`,
    ),
    format: 'esm',
    splitting: true,
    outdir: assetDir,
    entryNames: '[name].[hash]',
    chunkNames: '[name].[hash]',
    metafile: true,
  });
  await rm(assetDir, { recursive: true, force: true });
  await mkdir(assetDir, { recursive: true });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  const addressOf = (name: string) => {
    const [path] =
      Object.entries(metafile.outputs).find(
        ([, { entryPoint }]) => entryPoint === `lib/browser/${name}.ts`,
      ) ?? [];
    if (path === undefined) throw new Error(`esbuild wrote no file for lib/browser/${name}.ts`);
    return `/assets/${basename(path)}`;
  };
  await bundleServiceWorker(Object.keys(metafile.outputs).map((path) => `/assets/${basename(path)}`));
  const lateFonts = hostedPath(addressOf('late-fonts'));
  const head = await build({
    ...options,
    define: { lateFonts: JSON.stringify(lateFonts) },
    external: [lateFonts],
    entryPoints: ['lib/browser/head.ts'],
    // `iife` would add code for `import()`.
    format: 'esm',
  });
  const [headScript] = head.outputFiles;
  if (!headScript) throw new Error('esbuild wrote no file for lib/browser/head.ts');
  return {
    modules: Object.fromEntries(browserModules.map((name) => [name, addressOf(name)])) as Record<
      BrowserModule,
      string
    >,
    headScript: `(()=>{${headScript.text.trim()}})()`,
    optional: Object.fromEntries(optional.map((name) => [name, addressOf(name)])),
    previewModule: preview ? addressOf('preview') : undefined,
  };
}
