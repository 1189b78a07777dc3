import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { InspectedDocument, InspectedReference } from '../build/inspect';
import { workDir } from '../cache/paths';
import { encodePath } from '../util/addresses';
import { isSafeSlug } from '../util/slug';
import type { ContentFolder } from './content-folder';
import { openText, textOf } from './document';
import { DeskError } from './errors';
import { addToList, fieldText, replaceNames, setField, type TextChange } from './front-matter';

/** What has become of other documents after one has moved. */
export interface Moved {
  path: string;
  /** The documents whose links were updated. */
  updated: string[];
  /** The documents with links that the author must update. */
  remaining: string[];
}

const isFolder = (path: string) => posix.basename(path) === 'index.md' && path.split('/').length > 2;

/**
 * Renames a post or a page. Its old address becomes an alias, and links of other documents follow.
 *
 * @param documents with their references
 * @throws {DeskError} if the new name cannot be used
 */
export async function renameDocument(
  folder: ContentFolder,
  documents: readonly InspectedDocument[],
  path: string,
  slug: string,
): Promise<Moved> {
  const document = documentAt(documents, path);
  if (document.type !== 'Post' && document.type !== 'Page')
    throw new DeskError('Only posts and pages have an address of their own that can be changed here.');
  if (!isSafeSlug(slug))
    throw new DeskError(
      `${JSON.stringify(slug)} cannot be part of an address. Use letters, digits and hyphens.`,
    );
  const other = documents.find(
    (each) => each.type === document.type && each.path !== path && [each.slug, each.name].includes(slug),
  );
  if (other) throw new DeskError(`${other.path} already has this name.`, 409);
  const written = normalized(folder, path);
  const hasSlug = fieldText(written.text, 'slug') !== undefined;
  const changes = [
    ...(document.address ? addToList(written.text, 'aliases', encodePath(document.address)) : []),
    ...(hasSlug ? setField(written.text, 'slug', slug) : []),
  ];
  // A date at the beginning of a file name is not part of the address.
  const [date = ''] = document.name.endsWith(`-${document.slug}`)
    ? (/^\d{4}-\d{2}-\d{2}-/.exec(document.name) ?? [])
    : [];
  const target = hasSlug ? path : pathFor(path, date + slug);
  if (target !== path && folder.has(isFolder(path) ? posix.dirname(target) : target))
    throw new DeskError(`${target} already exists.`, 409);
  await written.change(changes);
  if (target !== path) await move(folder, path, target);
  const nameAfter = hasSlug ? document.name : date + slug;
  return followLinks(folder, documents, document, target, [
    [document.slug, slug],
    [document.name, nameAfter],
  ]);
}

const pathFor = (path: string, name: string) =>
  isFolder(path)
    ? posix.join(posix.dirname(posix.dirname(path)), name, 'index.md')
    : posix.join(posix.dirname(path), `${name}.md`);

async function move(folder: ContentFolder, path: string, target: string): Promise<void> {
  const [from, to] = isFolder(path) ? [posix.dirname(path), posix.dirname(target)] : [path, target];
  await rename(folder.find(from), await folder.place(to));
}

/**
 * Moves a document into a folder of its own, for images: `a.md` becomes `a/index.md`.
 *
 * @param documents with their references
 * @throws {DeskError} if it has a folder already
 */
export async function moveToFolder(
  folder: ContentFolder,
  documents: readonly InspectedDocument[],
  path: string,
): Promise<Moved> {
  const document = documentAt(documents, path);
  if (isFolder(path)) throw new DeskError(`${path} is in a folder of its own already.`);
  const target = `${path.slice(0, -'.md'.length)}/index.md`;
  if (folder.has(target)) throw new DeskError(`${target} already exists.`, 409);
  const written = normalized(folder, path);
  const fields = ['cover', 'image', 'audio', 'transcript'].flatMap((name) => {
    const value = fieldText(written.text, name);
    return value && isRelative(value) ? setField(written.text, name, `../${value}`) : [];
  });
  const links = (document.references ?? []).flatMap((reference) =>
    isRelative(reference.url)
      ? (changeOf(written.text, reference, `../${reference.url.replace(/^\.\//, '')}`) ?? [])
      : [],
  );
  await written.change([...fields, ...withoutRepeats(links)]);
  await rename(folder.find(path), await folder.place(target));
  return followLinks(folder, documents, document, target, []);
}

const isRelative = (url: string) => !/^(?:[a-z][a-z\d+.-]*:|[/#?])/i.test(url);

/** Updates what other documents say about one that has moved. */
async function followLinks(
  folder: ContentFolder,
  documents: readonly InspectedDocument[],
  moved: InspectedDocument,
  target: string,
  names: readonly [before: string, after: string][],
): Promise<Moved> {
  const result: Moved = { path: target, updated: [], remaining: [] };
  const address = moved.address && encodePath(moved.address);
  for (const { path, references = [] } of documents) {
    if (path === moved.path) continue;
    const links = references.filter(
      ({ url, target: leadsTo }) => address && isRelative(url) && leadsTo?.replace(/[?#].*$/, '') === address,
    );
    try {
      const written = normalized(folder, path);
      const changes = links.map((link) => {
        const relative = encodeURI(posix.relative(posix.dirname(path), target));
        return changeOf(written.text, link, relative + (/[?#].*$/.exec(link.url)?.[0] ?? ''));
      });
      const fields = names.flatMap(([before, after]) =>
        before === after
          ? []
          : replaceNames(written.text, ['related', 'unrelated', 'translationOf'], before, after),
      );
      const found = withoutRepeats([...changes.filter((change) => change !== undefined), ...fields]);
      if (changes.includes(undefined)) result.remaining.push(path);
      if (found.length === 0) continue;
      await written.change(found);
      result.updated.push(path);
    } catch {
      // It cannot be read, or has just been changed.
      if (links.length > 0) result.remaining.push(path);
    }
  }
  return result;
}

const withoutRepeats = (changes: readonly TextChange[]) =>
  changes.filter((change, at) => changes.findIndex(({ from }) => from === change.from) === at);

/** The change of a URL in a text. `undefined` if it is written in another way. */
function changeOf(text: string, { url, start, end, bodyLine }: InspectedReference, insert: string) {
  let body = 0;
  for (let line = 1; line < bodyLine; line++) body = text.indexOf('\n', body) + 1;
  const source = text.slice(body + start, body + end);
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`(?<=\\]\\(\\s*<?|\\]:\\s*<?|=["']?)${escaped}(?=[\\s)>"']|$)`).exec(source);
  if (!found) return undefined;
  const from = body + start + found.index;
  return { from, to: from + url.length, insert };
}

function documentAt(documents: readonly InspectedDocument[], path: string): InspectedDocument {
  const found = documents.find((document) => document.path === path);
  if (!found) throw new DeskError(`${path} does not exist.`, 404);
  return found;
}

/** The text of a document as editors have it, and how to change its file. */
function normalized(folder: ContentFolder, path: string) {
  const file = folder.read(path);
  if (file.readOnly) throw new DeskError(file.readOnly);
  const state = openText(file.text);
  return {
    text: state.doc.toString(),
    async change(changes: readonly TextChange[]) {
      if (changes.length === 0) return;
      await folder.save(path, Buffer.from(textOf(state.update({ changes }).state)), file.hash);
    },
  };
}

/** Something that was deleted, and can be restored. */
export interface Deleted {
  id: string;
  /** Relative to the content folder: a file, or the folder of a document. */
  path: string;
  /** Milliseconds since the epoch. */
  time: number;
}

const trash = () => join(workDir, 'trash');
const idPattern = /^[\da-f]{24}$/;

/** Moves a document, with the folder that it has for itself, to the trash. */
export async function deleteDocument(folder: ContentFolder, path: string): Promise<Deleted> {
  const what = isFolder(path) ? posix.dirname(path) : path;
  const deleted = { id: randomBytes(12).toString('hex'), path: what, time: Date.now() };
  const place = join(trash(), deleted.id);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'deleted.json'), JSON.stringify(deleted));
  await moveAcross(folder.find(what), join(place, 'content'));
  return deleted;
}

/** Moves what was deleted back to its place, byte for byte. @throws {DeskError} if its place is taken */
export async function restoreDeleted(folder: ContentFolder, id: string): Promise<Deleted> {
  const place = join(trash(), id);
  if (!idPattern.test(id) || !existsSync(join(place, 'content')))
    throw new DeskError('This is not in the trash any more.', 404);
  const deleted = JSON.parse(await readFile(join(place, 'deleted.json'), 'utf8')) as Deleted;
  if (folder.has(deleted.path)) throw new DeskError(`There is another ${deleted.path} now.`, 409);
  await moveAcross(join(place, 'content'), await folder.place(deleted.path));
  await rm(place, { recursive: true });
  return deleted;
}

/** What is in the trash, the last first. */
export async function listDeleted(): Promise<Deleted[]> {
  const names = (await readdir(trash()).catch((): string[] => [])).filter((name) => idPattern.test(name));
  const all = await Promise.all(
    names.map(async (id) => {
      const text = await readFile(join(trash(), id, 'deleted.json'), 'utf8').catch(() => undefined);
      return text && existsSync(join(trash(), id, 'content')) ? [JSON.parse(text) as Deleted] : [];
    }),
  );
  return all.flat().sort((a, b) => b.time - a.time);
}

/** Moves a file or folder, also to another file system. */
async function moveAcross(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false });
    await rm(from, { recursive: true });
  }
}
