import { mkdir } from 'node:fs/promises';
import type { Publication } from '../content/publication';
import { writeWhole } from '../files';
import type { DocumentText } from '../pages';
import { type Medium, mediaOf, textsOf } from '../publish/sheets';
import type { Recommendation } from '../recommend';
import { previewFile, workDir } from '../work';

/** What the preview shows besides the index, kept as JSON while `npm run dev` runs. */
export interface Preview {
  /** By the `_id` of the document. */
  texts: Record<string, DocumentText>;
  /** The posts to read next, by slug. */
  recommended: Record<string, Recommendation[]>;
  /** What is under `/media/`, by path. */
  media: Record<string, Medium>;
  /** The names of drawings there, by path; see `lib/cache/texts.ts`. */
  diagrams: Record<string, string>;
  /** The same of formulas. */
  formulas: Record<string, string>;
}

/** Writes the file anew; pages that are asked for after that show it. */
export async function writePreview(
  publication: Publication,
  recommended: ReadonlyMap<string, Recommendation[]>,
): Promise<void> {
  const { entries } = publication;
  const textOf = textsOf(publication);
  const preview: Preview = {
    texts: Object.fromEntries(entries.map(({ file }) => [file.path, textOf(file.path)])),
    recommended: Object.fromEntries(recommended),
    media: Object.fromEntries(mediaOf(entries)),
    diagrams: Object.assign({}, ...entries.map(({ text }) => text.diagrams)),
    formulas: Object.fromEntries(
      entries.flatMap(({ text }) => Object.values(text.formulas).map(({ address, svg }) => [address, svg])),
    ),
  };
  await mkdir(workDir, { recursive: true });
  writeWhole(previewFile, JSON.stringify(preview));
}
