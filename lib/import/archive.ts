import type { Report } from './report';

/** How a system makes the ids of headings. */
export type HeadingIds = 'github' | 'kramdown' | 'hugo' | 'none';

/** A syntax that is not ours, which a document may contain. Each is converted by a file in `syntax/`. */
export type Syntax =
  | 'liquid'
  | 'hexo'
  | 'shortcodes'
  | 'zola'
  | 'mdx'
  | 'implicit-figures'
  | 'multiline-tables'
  | 'kramdown'
  | 'containers'
  | 'obsidian'
  | 'wordpress';

/** A document of another system. */
export interface SourceDocument {
  /** The same for the same document in each export: a path, or the ID of an export. */
  key: string;
  kind: 'post' | 'page';
  /** The file for messages, and the line on which its text starts. */
  file: string;
  line: number;
  /** The folder to which relative paths in it refer, from the root of the source. */
  folder: string;
  /** The front matter, with the names of the other system. */
  fields: Record<string, unknown>;
  format: 'markdown' | 'html';
  text: string;
  syntaxes: readonly Syntax[];
  headingIds: HeadingIds;
  /** The proposed slug. */
  name: string;
  /** The day from the file name or the path, if there is one, `YYYY-MM-DD`. */
  day?: string;
  /** The old paths, with the current one first. They begin with a slash. */
  addresses: string[];
  /** Values that its text can refer to. */
  params?: Readonly<Record<string, unknown>>;
  /** Its ID in feeds, if it is not the URL. */
  guid?: string;
}

/** An author, as the other system knows them. */
export interface SourceAuthor {
  /** Names by which documents refer to the author. */
  names: string[];
  name: string;
  description?: string;
  url?: string;
  biography?: string;
}

/** The files of a source, by paths with `/` that are relative to its root. */
export interface SourceFiles {
  /** The path of the source for messages. */
  root: string;
  list(): readonly string[];
  has(path: string): boolean;
  bytes(path: string): Uint8Array;
  text(path: string): string;
  /** The first bytes of a file as text: enough to recognize what it is. */
  start(path: string): string;
}

/** A publication of another system. */
export interface Archive {
  /** The name of the system, such as `Jekyll`. */
  system: string;
  /** The URL of the old site, such as `https://example.org/blog`, if it is known. */
  siteUrl?: string;
  language?: string;
  /** IANA. */
  timeZone?: string;
  documents: SourceDocument[];
  authors: SourceAuthor[];
  /** Folders whose files are served at the root of the old site. */
  staticFolders: readonly string[];
  /** Whether the files come from an export or a notebook and had no addresses. */
  isExport?: true;
  /** Old addresses of feeds. */
  feeds: string[];
  /** Old addresses of lists, as patterns of redirects: `/tag/:tag/`, `/author/:author/`, `/:year/:month/`. */
  lists?: readonly string[];
  /** The folder with the build output of the old site, with a slash at its end, if the source has it. */
  outputFolder?: string;
  /** The paths of pages that are programs or templates. The group is the path of the page, which may end in `/index`. */
  pagesInCode?: RegExp;
  /** Paths that refer to folders of the source, such as `@/assets/`. */
  pathPrefixes?: Readonly<Record<string, string>>;
}

/** What a reader of a source gets. */
export interface ReadContext {
  files: SourceFiles;
  report: Report;
  /** The pattern of post addresses, if the user knows better than the configuration. */
  permalink?: string;
}
