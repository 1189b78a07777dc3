import { readFile } from 'node:fs/promises';
import { browserManifest } from '../work';

/** The modules that pages may load, each a file beside this one. */
export const browserModules = ['site', 'code', 'reading-list'] as const;
export type BrowserModule = (typeof browserModules)[number];

/** Addresses of the modules, and the few bytes that must run before the first paint. */
export interface BrowserAssets {
  modules: Record<BrowserModule, string>;
  /** Sets the reader's theme; put in the head as it is. */
  headScript: string;
}

/** What `bundleBrowserModules` made, for pages to refer to. */
export async function readBrowserAssets(): Promise<BrowserAssets> {
  return JSON.parse(await readFile(browserManifest, 'utf8')) as BrowserAssets;
}
