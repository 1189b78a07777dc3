import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { bibliographyFiles } from '../citations/read';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { largestDocument, readRegularFile, realPathIn } from './publishable';

/** The bibliography that a document may cite. */
export interface BibliographyFile {
  /** One of `bibliographyFiles`. */
  name: string;
  /** The path shown in messages. */
  shown: string;
  text: string;
}

/** Whether a text may have citations. */
export const mayCite = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('@');

/** The bibliographies of a publication. Each is read once. */
export class Bibliographies {
  private readonly root: string;
  private readonly byFolder = new Map<string, BibliographyFile | ContentError | undefined>();

  /** @param displayPath converts a path relative to the content directory to the path for messages */
  constructor(
    contentDir: string,
    private readonly displayPath: (path: string) => string,
  ) {
    this.root = realpathSync.native(contentDir);
  }

  /**
   * Finds the bibliography of a document: `references.json` or `references.bib` in its folder.
   *
   * @param file a document that may have citations
   * @returns `undefined` if there is none
   */
  find({ type, path }: ContentFile): BibliographyFile | ContentError | undefined {
    if (type !== 'Post') return undefined;
    const folder = posix.dirname(path);
    if (!this.byFolder.has(folder)) this.byFolder.set(folder, this.read(folder));
    return this.byFolder.get(folder);
  }

  private read(folder: string): BibliographyFile | ContentError | undefined {
    const found = bibliographyFiles.flatMap((name) => {
      const path = realPathIn(this.root, join(folder, name));
      const content =
        typeof path === 'string' ? readRegularFile(join(this.root, path), largestDocument) : path;
      return content ? [{ name, content }] : [];
    });
    const [first, second] = found;
    if (!first) return undefined;
    const shown = this.displayPath(posix.join(folder, first.name));
    const at = { file: shown, line: 1, column: 1 };
    if (!(first.content instanceof Uint8Array))
      return { ...at, message: `this file ${first.content.problem}`, fix: first.content.fix };
    if (second)
      return {
        ...at,
        message: `there is also a ${second.name} in this folder; expected one bibliography`,
        fix: 'move the works of one of them to the other, and delete it',
      };
    if (!isUtf8(first.content))
      return {
        ...at,
        message: 'this file is not UTF-8; expected text in UTF-8',
        fix: 'export it again as UTF-8',
      };
    return { name: first.name, shown, text: first.content.toString('utf8') };
  }
}
