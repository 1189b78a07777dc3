/** The modules that pages may load, each a file beside this one. */
export const browserModules = ['site', 'code', 'reading-list'] as const;
export type BrowserModule = (typeof browserModules)[number];

/** Addresses of the modules, and the few bytes that must run before the first paint. */
export interface BrowserAssets {
  modules: Record<BrowserModule, string>;
  /** Sets the reader's theme; put in the head as it is. */
  headScript: string;
  /** The address of the module that keeps a page of the preview up to date. */
  previewModule?: string;
}
