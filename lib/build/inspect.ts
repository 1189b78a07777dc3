import { readRecord } from '../content/entry';
import type { ContentError } from '../content/errors';
import type { ContentFile } from '../content/files';
import type { DocumentTypeName } from '../content/model';
import { inspectPublication, type ResolvedEntry } from '../content/publication';
import type { Heading } from '../markdown/render';
import { readOptions } from './read-options';

/** A document as an editor lists it. */
export interface InspectedDocument {
  type: DocumentTypeName;
  /** Relative to the content folder. */
  path: string;
  /** The name of its file, from which others refer to it. */
  name: string;
  /** Those of a document that cannot be read are made from its file name. */
  title: string;
  slug: string;
  /** Its address, if it can be read. */
  address?: string;
  /** RFC 3339 in UTC. */
  date?: string;
  hidden?: 'draft' | 'scheduled';
  description?: string;
  excerpt: string;
  tags: string[];
  /** The number of words in the prose. */
  words: number;
  headings: Heading[];
  errors: number;
  warnings: number;
  /** If they were asked for. */
  references?: InspectedReference[];
}

/** A relative URL in the text of a document. */
export interface InspectedReference {
  url: string;
  /** The offsets of the Markdown that contains it, from the first character of the line where the text begins. */
  start: number;
  end: number;
  bodyLine: number;
  /** The address that a link leads to, with the fragment. */
  target?: string;
}

/** An error or a warning, with the path of its document relative to the content folder, if it is in one. */
export interface InspectedProblem extends ContentError {
  path?: string;
  severity: 'error' | 'warning';
}

/** The documents of the publication, and what `npm run check` reports about them. */
export interface InspectedContent {
  documents: InspectedDocument[];
  problems: InspectedProblem[];
}

/**
 * Reads and checks the publication like `npm run check`.
 *
 * @param input.unsaved texts that an editor has not saved yet, by the paths of their files
 * @param input.withReferences whether to list the relative URLs in each text
 * @throws {UserError} if the content folder does not exist
 */
export async function inspectContent({
  unsaved = new Map(),
  withReferences = false,
}: {
  unsaved?: ReadonlyMap<string, Uint8Array>;
  withReferences?: boolean;
}): Promise<InspectedContent> {
  const { files, entries, errors, warnings } = await inspectPublication({
    ...(await readOptions()),
    preview: false,
    unsaved: unsaved.size > 0 ? unsaved : undefined,
    readElsewhere: readRecord,
    onProgress: () => {},
  });
  const paths = new Map(files.map(({ shown, path }) => [shown, path]));
  const problems = [
    ...errors.map((error) => ({ ...error, path: paths.get(error.file), severity: 'error' as const })),
    ...warnings.map((error) => ({ ...error, path: paths.get(error.file), severity: 'warning' as const })),
  ];
  const read = new Map(entries.map((entry) => [entry.file.path, entry]));
  const countOf = (path: string, severity: string) =>
    problems.filter((problem) => problem.path === path && problem.severity === severity).length;
  return {
    documents: files.map((file) => ({
      ...factsOf(file, read.get(file.path)),
      errors: countOf(file.path, 'error'),
      warnings: countOf(file.path, 'warning'),
      ...(withReferences && { references: referencesOf(read.get(file.path)) }),
    })),
    problems,
  };
}

function factsOf(
  { type, path, name }: ContentFile,
  entry: ResolvedEntry | undefined,
): Omit<InspectedDocument, 'errors' | 'warnings' | 'references'> {
  const { fields, text } = entry ?? {};
  return {
    type,
    path,
    name,
    title: fields?.title?.value ?? fields?.name?.value ?? name,
    slug: entry?.slug ?? name,
    address: entry?.path,
    date: fields?.date?.value.iso,
    hidden: entry?.hidden,
    description: fields?.description?.value,
    excerpt: text?.excerpt ?? '',
    tags: fields?.tags?.value.map(({ value }) => value) ?? [],
    words: text?.words ?? 0,
    headings: text?.headings ?? [],
  };
}

function referencesOf(entry: ResolvedEntry | undefined): InspectedReference[] {
  if (!entry) return [];
  const { text, resolved, bodyLine } = entry;
  return text.references.map(({ url, start, end }) => ({
    url,
    start,
    end,
    bodyLine,
    target: resolved.links.get(url),
  }));
}
