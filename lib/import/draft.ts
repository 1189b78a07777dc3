import type { SourceDocument } from './archive';
import type { ConvertedText } from './convert';
import type { ImportedFields } from './fields';

/** A document on its way into the content folder. */
export interface Draft {
  document: SourceDocument;
  fields: ImportedFields;
  converted: ConvertedText;
  /** Its name in the content folder. */
  slug: string;
  /** Files next to it: the name of each, and the path in the source or the content. */
  files: Map<string, { path: string } | { content: string }>;
  /** Its file in the content folder. */
  path: string;
  /** The ids to which links can lead. */
  ids: Set<string>;
  /** The ids to which links of the old site lead. */
  linkedIds: Set<string>;
}
