/** The modules that pages may load. Each is a file in this folder. */
export const browserModules = ['site', 'code', 'player', 'reading-list', 'subscribe'] as const;
export type BrowserModule = (typeof browserModules)[number];

/** The modules that the configuration of a site may turn on. */
export type OptionalModule = 'analytics' | 'comments';

/** The URLs of the modules, and the short script that runs before the first paint. */
export interface BrowserAssets {
  modules: Record<BrowserModule, string>;
  /** Sets what the reader has chosen. Inlined in the head. */
  headScript: string;
  /** The URLs of the modules that only some sites have. */
  optional: Partial<Record<OptionalModule, string>>;
  /** The URL of the module that updates a page of the preview. */
  previewModule?: string;
}
