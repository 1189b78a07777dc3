import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { BuildPool, Jobs } from '../build/jobs';
import { readContent, recommend } from '../build/prepare';
import { readOptions } from '../build/read-options';
import { site } from '../config/site';
import { type ContentDocument, type Documents, documentMaker } from '../content/documents';
import type { FileRecord, ReadTask } from '../content/entry';
import { type ContentError, ContentErrors } from '../content/errors';
import type { Publication } from '../content/publication';
import { DocumentUpdater } from '../content/update';
import { type Catalog, makeCatalog } from '../pages/catalog';
import type { Recommendation } from '../recommend/index';
import { Pool } from '../workers/pool';

/** Something has changed again while everything was read. */
class Stale extends Error {}

/** The content of a preview, with drafts and scheduled posts. Of a document with errors, it has the last version without. */
export class PreviewContent {
  private current: { publication: Publication; catalog: Catalog } | undefined;
  private recommended: ReadonlyMap<string, Recommendation[]> = new Map();
  private updater: DocumentUpdater | undefined;
  /** The documents by the paths of their files, and what makes them. */
  private documents = new Map<string, ContentDocument>();
  private documentOf: ReturnType<typeof documentMaker> | undefined;
  /** The last document that was read alone: first it is shown, then checked with all others. */
  private lastRead: { task: ReadTask; record: Promise<FileRecord | ContentError> } | undefined;
  /** What was found when the content was last read. */
  errors: ContentError[] = [];
  warnings: ContentError[] = [];

  /**
   * @param workers the current workers. They read changed documents, so that this process answers requests meanwhile,
   *   and does not need the memory for it
   */
  constructor(private readonly workers: () => BuildPool) {}

  /** The last content without errors, if there has been one. */
  get shown(): { publication: Publication; catalog: Catalog } | undefined {
    return this.current;
  }

  /**
   * Reads only the files that have changed. `readAll` must follow, which checks what this does not: whether other
   * documents agree with them, and what to recommend.
   *
   * @param paths relative to the content folder
   * @returns whether that was possible
   */
  async update(paths: readonly string[]): Promise<boolean> {
    const { current, documentOf } = this;
    const update = await this.updater?.update(paths);
    if (!update || !current || !documentOf) return false;
    const isOther = ({ file }: ContentError) => !update.documents.includes(file);
    this.errors = [...this.errors.filter(isOther), ...update.errors];
    this.warnings = [...this.warnings.filter(isOther), ...update.warnings];
    for (const [path, entry] of update.entries) this.documents.set(path, documentOf(entry));
    const { publication } = current;
    const entries = publication.entries.map((entry) => update.entries.get(entry.file.path) ?? entry);
    this.show({ ...publication, entries });
    return true;
  }

  /** Reads a post that has not changed. */
  async readAgain(): Promise<void> {
    const [post] = this.current?.catalog.posts ?? [];
    if (post) await this.updater?.update([post._id]);
  }

  private readOne(task: ReadTask): Promise<FileRecord | ContentError> {
    if (this.lastRead && isDeepStrictEqual(task, this.lastRead.task)) return this.lastRead.record;
    const record = this.workers().run('read', task);
    this.lastRead = { task, record };
    record.catch(() => {
      this.lastRead = undefined;
    });
    return record;
  }

  /**
   * Reads and checks everything. Files that have not changed are not read again.
   *
   * @param isStale whether files have changed since, so that the result is not wanted
   * @throws {UserError} if there is no content folder
   */
  async readAll(isStale: () => boolean): Promise<'read' | 'has errors' | 'stale'> {
    const readOne = (task: ReadTask) => this.readOne(task);
    // Lets requests and saves through.
    const betweenSteps = async () => {
      await wait(0);
      if (isStale()) throw new Stale();
    };
    const readers = new Pool<Jobs>({});
    let publication: Publication;
    try {
      publication = await readContent({ preview: true, readOne, betweenSteps }, readers);
      await betweenSteps();
    } catch (error) {
      if (error instanceof Stale || isStale()) return 'stale';
      if (!(error instanceof ContentErrors)) throw error;
      this.errors = error.errors;
      this.warnings = error.warnings;
      return 'has errors';
    } finally {
      readers.close();
    }
    const recommended = await recommend(publication);
    await wait(0);
    if (isStale()) return 'stale';
    this.errors = [];
    this.warnings = publication.warnings;
    this.recommended = recommended;
    this.documentOf = documentMaker(publication.entries, site.defaultAuthors);
    const { documentOf } = this;
    this.documents = new Map(publication.entries.map((entry) => [entry.file.path, documentOf(entry)]));
    this.updater = await DocumentUpdater.open(publication, {
      ...(await readOptions()),
      preview: true,
      readOne,
    });
    this.show(publication);
    return 'read';
  }

  private show(publication: Publication): void {
    const documents = [...this.documents.values()];
    // These are the documents of Contentlayer's index, without the IDs of nested values that it adds; see
    // `contentlayer.config.ts`. Pages do not use the IDs.
    const ofType = <T>(type: string) =>
      documents.filter((document) => document.type === type) as unknown as T[];
    const index: Documents = {
      posts: ofType('Post'),
      authors: ofType('Author'),
      series: ofType('Series'),
      pages: ofType('Page'),
    };
    this.current = { publication, catalog: makeCatalog(index, this.recommended) };
  }
}
