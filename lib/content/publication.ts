import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { filesUnder } from '../files';
import type { MarkdownCache } from '../markdown/cache';
import { checkEntries } from './check';
import { type Entry, readEntry } from './entry';
import { type ContentError, ContentErrors, sortErrors } from './errors';
import { type ContentFile, listContent } from './files';
import { type Resolved, Resolver } from './resolve';
import { siteAddresses } from './site-addresses';
import { type SourceFile, splitSource } from './source';

/** A publication that has been read and holds no mistake. */
export interface Publication {
  /** Every document that is printed, in the order of its files. */
  entries: ResolvedEntry[];
}

export type ResolvedEntry = Entry & { resolved: Resolved };

export interface ReadOptions {
  contentDir: string;
  publicDir: string;
  markdown: MarkdownCache;
  /** The publication's language, BCP 47. */
  language: string;
  /** Milliseconds since the epoch. */
  buildTime: number;
  /** Keep drafts and scheduled posts. */
  preview: boolean;
}

/**
 * Reads, renders and checks a whole publication.
 *
 * @throws {ContentErrors} with every mistake in every file
 */
export async function readPublication(options: ReadOptions): Promise<Publication> {
  const { contentDir, markdown } = options;
  const shown = (path: string) => relative(process.cwd(), join(contentDir, path)).split(sep).join('/');
  const { files, errors } = await listContent(contentDir, shown);
  const entries: Entry[] = [];
  const unreadable: ContentFile[] = [];
  for (const file of files) {
    const source = await readSource(join(contentDir, file.path), shown(file.path));
    if ('message' in source) {
      errors.push(source);
      unreadable.push(file);
      continue;
    }
    const read = await readEntry(file, source, (text, language) => markdown.render(text, language), options);
    // What its front matter would have said, such as its slug, may be missing.
    if (read.errors.length > 0) unreadable.push(file);
    errors.push(...read.errors);
    entries.push(read.entry);
  }
  const printed = entries.filter((entry) => options.preview || !entry.hidden);
  const addresses = siteAddresses(printed, await filesUnder(options.publicDir));
  errors.push(...checkEntries(entries, unreadable, addresses));

  const resolver = new Resolver(contentDir, entries, unreadable, addresses, options.preview);
  const resolved: ResolvedEntry[] = [];
  for (const entry of entries) resolved.push({ ...entry, resolved: await resolver.resolve(entry) });
  errors.push(...resolver.errors);

  if (errors.length > 0) throw new ContentErrors(sortErrors(withoutEchoes(errors)));
  return { entries: resolved.filter((entry) => options.preview || !entry.hidden) };
}

async function readSource(file: string, shown: string): Promise<SourceFile | ContentError> {
  try {
    return splitSource(shown, await readFile(file));
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return {
      file: shown,
      line: 1,
      column: 1,
      message: `the file cannot be read (${code}); expected a file with text`,
      fix: 'restore it, or take it away',
    };
  }
}

/** One mistake may be met twice, such as a name used in two fields; it is told once. */
function withoutEchoes(errors: ContentError[]): ContentError[] {
  const seen = new Set<string>();
  return errors.filter(({ file, line, column, message }) => {
    const key = JSON.stringify([file, line, column, message]);
    return !seen.has(key) && seen.add(key);
  });
}
