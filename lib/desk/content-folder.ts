import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { chmod, chown, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';
import { swap } from 'fs-native-extensions';
import { largestDocument, readRegularFile, realPathIn } from '../content/publishable';
import { isHiddenName } from '../util/names';
import { DeskError } from './errors';
import { type FileText, hashOfBytes, textOfFile } from './file-text';

/**
 * The only part of the file system that the desk can reach: visible files in the content folder. Symbolic links
 * may lead to other files in it.
 */
export class ContentFolder {
  private lastSave: Promise<unknown> = Promise.resolve();

  /** @param root the real path of the content folder */
  private constructor(readonly root: string) {}

  static async open(folder: string): Promise<ContentFolder> {
    return new ContentFolder(await realpath(folder));
  }

  /**
   * The absolute path of an existing file, with symbolic links resolved.
   *
   * @param path relative to the content folder, with `/`
   * @throws {DeskError} if the path leads out of the content folder, is hidden, or does not exist
   */
  find(path: string): string {
    const real = this.realPathOf(path);
    if (real === undefined) throw new DeskError(`${path} does not exist.`, 404);
    return join(this.root, real);
  }

  /** Whether there is a file or folder at a path. @throws {DeskError} if the path leads out of the content folder */
  has(path: string): boolean {
    return this.realPathOf(path) !== undefined;
  }

  private realPathOf(path: string): string | undefined {
    checkPath(path);
    const real = realPathIn(this.root, path);
    if (real !== undefined && typeof real !== 'string')
      throw new DeskError(`${path} ${real.problem}. Fix: ${real.fix}.`, 403);
    return real;
  }

  /** The absolute path for a new file. Creates its folder. @throws {DeskError} like `find` */
  async place(path: string): Promise<string> {
    checkPath(path);
    // The nearest folder that exists determines where the others are created.
    let folder = posix.dirname(path);
    while (folder !== '.' && !this.has(folder)) folder = posix.dirname(folder);
    const base = folder === '.' ? this.root : this.find(folder);
    const target = join(base, folder === '.' ? path : path.slice(folder.length + 1));
    await mkdir(dirname(target), { recursive: true });
    return target;
  }

  /** @throws {DeskError} if there is no such document, or it cannot be read */
  read(path: string): FileText {
    return textOfFile(path, this.bytes(path));
  }

  /** The content of a document. @throws {DeskError} like `read` */
  bytes(path: string): Buffer {
    const bytes = readRegularFile(this.find(path), largestDocument);
    if (bytes === undefined) throw new DeskError(`${path} does not exist.`, 404);
    if (!(bytes instanceof Uint8Array)) throw new DeskError(`${path} ${bytes.problem}. Fix: ${bytes.fix}.`);
    return bytes;
  }

  /**
   * Saves a document in one step, unless its file has changed since it was opened.
   *
   * @param base the hash of the version that was opened
   * @returns the hash of the new version
   * @throws {DeskError} with the version on disk and the status 409 if the file has changed
   */
  save(path: string, bytes: Uint8Array, base: string): Promise<string> {
    // One at a time: two windows may save the same file at once.
    const saving = this.lastSave.then(() => this.replace(path, bytes, base));
    this.lastSave = saving.catch(() => {});
    return saving;
  }

  private async replace(path: string, bytes: Uint8Array, base: string): Promise<string> {
    const file = this.find(path);
    if (hashOfBytes(this.bytes(path)) !== base) throw this.conflict(path);
    const beside = await writeBeside(file, bytes);
    try {
      await exchange(beside, file);
      // The old version is checked again after it was replaced: another program may have saved it meanwhile.
      const old = readRegularFile(beside, largestDocument);
      if (old instanceof Uint8Array && hashOfBytes(old) !== base) {
        await exchange(beside, file);
        throw this.conflict(path);
      }
    } finally {
      await rm(beside, { force: true });
    }
    return hashOfBytes(bytes);
  }

  private conflict(path: string): DeskError {
    return new DeskError(`${path} has changed on disk since you opened it.`, 409, { disk: this.read(path) });
  }

  /** Writes a new file. @throws {DeskError} if there is already a file of that name, which stays as it is */
  async create(path: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeFile(await this.place(path), bytes, { flag: 'wx' });
    } catch (error) {
      if (error instanceof DeskError || (error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw new DeskError(`${path} already exists. Choose another name.`, 409);
    }
  }
}

/** @throws {DeskError} unless a path is relative, visible, and written in only one way */
function checkPath(path: string): void {
  const segments = path.split('/');
  const isPlain = (segment: string) => segment !== '' && segment !== '.' && segment !== '..';
  if (/[\0\\]/.test(path) || /^[a-z]:/i.test(path) || !segments.every(isPlain))
    throw new DeskError(`${JSON.stringify(path)} is not a path in the content folder.`, 403);
  if (segments.some(isHiddenName)) throw new DeskError(`${path} is hidden.`, 403);
}

/** Writes a new version next to a file, with the mode and the owner of the file. @returns its path, which is hidden */
async function writeBeside(file: string, bytes: Uint8Array): Promise<string> {
  const beside = join(dirname(file), `.${basename(file).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);
  const { mode, uid, gid } = await stat(file);
  const descriptor = openSync(beside, 'wx', 0o600);
  try {
    writeFileSync(descriptor, bytes);
    // Otherwise, a power failure could leave an empty file in place of the old one.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  await chmod(beside, mode & 0o7777);
  // Only root may give files away.
  await chown(beside, uid, gid).catch(() => {});
  return beside;
}

/** Exchanges two files, so that there is a whole file at each path at any time. */
async function exchange(beside: string, file: string): Promise<void> {
  try {
    await swap(beside, file);
  } catch {
    // This file system cannot exchange files.
    await rename(beside, file);
  }
}
