import { z } from 'zod';
import type { BuildPool } from '../build/jobs';
import { readSettings } from '../config/env';
import { site } from '../config/site';
import { createPost } from '../content/new-post';
import { largestDocument } from '../content/publishable';
import { UserError } from '../util/errors';
import { commit, isInGit } from './committing';
import type { ContentFolder } from './content-folder';
import { DeskError } from './errors';
import { fieldHelp } from './fields';
import { addImage } from './images';
import { deleteDocument, listDeleted, moveToFolder, renameDocument, restoreDeleted } from './moving';
import { longestPaste, pastedMarkdown } from './pasting';

/** What the calls of the API work on. */
export interface DeskState {
  folder: ContentFolder;
  /** A worker process that reads and checks the content, so that no request waits for it. */
  worker: BuildPool;
}

/** A call of the API: its input, and how to answer it. */
interface Call<Input, Result> {
  input: z.ZodType<Input>;
  run(state: DeskState, input: Input): Promise<Result> | Result;
}

const call = <Input, Result>(
  input: z.ZodType<Input>,
  run: (state: DeskState, input: Input) => Promise<Result> | Result,
): Call<Input, Result> => ({ input, run });

/** The path of a document, relative to the content folder. `ContentFolder` checks where it leads. */
const documentPath = z
  .string()
  .max(1024)
  .refine((path) => path.endsWith('.md'), 'expected a Markdown file');

/** The calls of the API, by name. The page sends each as `POST /desk/api/<name>`. */
export const calls = {
  /** All documents, with what is wrong with each. */
  documents: call(z.object({}), async (state) => {
    const { documents, problems } = await state.worker.run('inspect', {});
    return { documents, elsewhere: problems.filter(({ path }) => path === undefined) };
  }),
  read: call(z.object({ path: documentPath }), ({ folder }, { path }) => folder.read(path)),
  /** Saves a text. `base` is the hash of the version that was opened. */
  save: call(
    z.object({ path: documentPath, text: z.string(), base: z.string().max(64) }),
    async ({ folder }, { path, text, base }) => {
      // Half of a surrogate pair has no encoding.
      if (/[\ud800-\udfff]/u.test(text))
        throw new DeskError('The text contains half of a character, which cannot be saved.');
      return { hash: await folder.save(path, Buffer.from(text), base) };
    },
  ),
  /** Creates a draft, and returns its path. */
  newPost: call(z.object({ title: z.string().max(500) }), async ({ folder }, { title }) => ({
    path: await createPost(folder.root, title.trim(), readSettings().buildTime).catch((error: unknown) => {
      throw error instanceof UserError ? new DeskError(error.message, 409) : error;
    }),
  })),
  /** Writes a new file with a text that this browser has kept, after its file was deleted. */
  recreate: call(z.object({ path: documentPath, text: z.string() }), async ({ folder }, { path, text }) => {
    await folder.create(path, Buffer.from(text));
    return folder.read(path);
  }),
  rename: call(
    z.object({ path: documentPath, slug: z.string().max(200) }),
    async ({ folder, worker }, { path, slug }) => {
      const { documents } = await worker.run('inspect', { withReferences: true });
      return renameDocument(folder, documents, path, slug);
    },
  ),
  moveToFolder: call(z.object({ path: documentPath }), async ({ folder, worker }, { path }) => {
    const { documents } = await worker.run('inspect', { withReferences: true });
    return moveToFolder(folder, documents, path);
  }),
  delete: call(z.object({ path: documentPath }), ({ folder }, { path }) => deleteDocument(folder, path)),
  restore: call(z.object({ id: z.string() }), ({ folder }, { id }) => restoreDeleted(folder, id)),
  deleted: call(z.object({}), async () => ({ deleted: await listDeleted() })),
  /** Checks a text that is not saved, with the same code as `npm run check`. */
  check: call(
    z.object({ path: documentPath, text: z.string().max(largestDocument) }),
    async ({ folder, worker }, { path, text }) => {
      folder.find(path);
      const { documents, problems } = await worker.run('inspect', {
        unsaved: new Map([[path, Buffer.from(text)]]),
      });
      return {
        problems: problems.filter((problem) => problem.path === path),
        document: documents.find((document) => document.path === path),
      };
    },
  ),
  /** Where the saved text could link to other posts. */
  suggestions: call(z.object({ path: documentPath }), async ({ folder, worker }, { path }) => {
    folder.find(path);
    return { links: await worker.run('suggest', path) };
  }),
  /** What the page completes and computes with. */
  settings: call(z.object({}), async ({ folder }) => ({
    fields: await fieldHelp(),
    timeZone: site.timeZone,
    siteTitle: site.title,
    host: new URL(site.url).host,
    isInGit: await isInGit(folder),
  })),
  addImage: call(
    z.object({
      path: documentPath,
      alt: z.string().min(1).max(1000),
      data: z.string(),
      isSmaller: z.boolean(),
    }),
    async ({ folder }, { path, alt, data, isSmaller }) => ({
      name: await addImage(folder, path, Buffer.from(data, 'base64'), alt, isSmaller),
    }),
  ),
  toMarkdown: call(z.object({ html: z.string().max(longestPaste) }), (_, { html }) => ({
    markdown: pastedMarkdown(html),
  })),
  commit: call(
    z.object({
      path: documentPath,
      images: z.array(z.string().max(1024)).max(1000),
      message: z.string().min(1).max(10_000),
    }),
    async ({ folder }, { path, images, message }) => ({
      printed: await commit(folder, path, images, message),
    }),
  ),
};

export type Calls = typeof calls;
export type CallName = keyof Calls;
/** What a call takes and returns. */
export type CallInput<Name extends CallName> = z.infer<Calls[Name]['input']>;
export type CallResult<Name extends CallName> = Awaited<ReturnType<Calls[Name]['run']>>;
