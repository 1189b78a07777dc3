import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeWhole } from '../files';
import { assetDir, browserManifest } from '../work';
import { type BrowserAssets, type BrowserModule, browserModules } from './assets';

/** Bundles the browser modules, each named by its hash. */
export async function bundleBrowserModules(): Promise<BrowserAssets> {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundle = async (entry: string) => {
    const result = await build({
      entryPoints: [join(here, `${entry}.ts`)],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      legalComments: 'none',
    });
    return result.outputFiles[0]?.text.trim() ?? '';
  };
  await rm(assetDir, { recursive: true, force: true });
  await mkdir(assetDir, { recursive: true });
  const addresses: [BrowserModule, string][] = [];
  for (const name of browserModules) {
    const code = await bundle(name);
    const file = `${name}.${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js`;
    writeWhole(join(assetDir, file), code);
    addresses.push([name, `/assets/${file}`]);
  }
  const assets: BrowserAssets = {
    modules: Object.fromEntries(addresses) as Record<BrowserModule, string>,
    headScript: await bundle('head'),
  };
  writeWhole(browserManifest, JSON.stringify(assets));
  return assets;
}
