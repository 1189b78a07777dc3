import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { activeTypes, attachmentTypes, documentTypes } from '../config/attachment-types';
import { isHidden } from '../hosts/hidden';
import { inAscii, isHiddenName } from '../util/names';

/** Why a file is not published. */
export interface Refusal {
  /** What is wrong with the file and what was expected. In a message, this follows its name. */
  problem: string;
  /** What to do instead. */
  fix: string;
}

/** Maximum size of a document, such as a post, in bytes. A long novel has three million letters. */
export const largestDocument = 4_000_000;
/** Maximum size of a file that a document shows or links to, in bytes. Hosts and Git accept no larger ones. */
export const largestAttachment = 100_000_000;
/** Maximum size of a file in `public/`, in bytes. Node reads the whole file at once. */
export const largestPublicFile = 2 ** 30;

/** File systems allow 255 bytes, and generated images have longer names than their source files. */
const maxNameBytes = 200;

/**
 * Checks the path of an attachment: its folder, its name and its file type. Does not access the file.
 *
 * @param path relative to the content directory; a path that leads out of it is refused
 * @param moreTypes `attachmentTypes` in the site configuration
 * @returns why the file is not published; `undefined` if its path allows it
 */
export function refuseAttachmentPath(path: string, moreTypes: readonly string[] = []): Refusal | undefined {
  const segments = path.split(/[\\/]/);
  if (segments.includes('..') || isAbsolute(path)) return outside;
  const hiddenSegment = segments.find(isHiddenName);
  if (hiddenSegment !== undefined) return hiddenSegment.startsWith('.') ? hidden : leftover;
  const name = segments.at(-1) ?? '';
  const type = typeOf(name);
  // nginx serves `a.htm.gz` for `a.htm`, even if `a.htm` does not exist.
  const active = [type, typeOf(name.replace(/\.(?:br|gz)$/i, ''))].find((each) => activeTypes.has(each));
  if (active)
    return {
      problem: `has a file type that a browser or server may run as part of the site (.${active}); expected one that is only displayed or downloaded`,
      fix: `put it in a .zip, or, if you trust it, in public/ and link to it as ${JSON.stringify(`/${name}`)}`,
    };
  if (documentTypes.has(type))
    return {
      problem: 'is a document, not an attachment; expected another file type',
      fix: `link to it as [its title](${name}), or save a copy as .txt`,
    };
  if (!attachmentTypes.has(type) && !moreTypes.includes(type))
    return type === ''
      ? {
          problem: 'has no file extension; expected one that posts may show or link to',
          fix: 'add an extension such as .txt',
        }
      : {
          problem: `has a file type that posts cannot show or link to (.${type}); expected one listed in docs/writing.md`,
          fix: `put it in a .zip, or add "${type}" to attachmentTypes in site.config.ts`,
        };
  return refuseName(`/media/${name}`);
}

const typeOf = (name: string) => posix.extname(name).slice(1).toLowerCase();

/**
 * Checks whether servers can serve a file of that name.
 *
 * @param path the path on the site, with a leading slash
 * @returns why the file is not published; `undefined` if its name allows it
 */
export function refuseName(path: string): Refusal | undefined {
  const name = posix.basename(path);
  const bytes = Buffer.byteLength(name);
  if (/[\p{Cc}\p{Cs}\uFFFD]/u.test(name))
    return {
      problem: 'has an invalid character in its name; expected letters, digits and hyphens',
      fix: 'rename it',
    };
  if (bytes > maxNameBytes)
    return {
      problem: `has a name of ${bytes} bytes; expected at most ${maxNameBytes}`,
      fix: 'give it a shorter name',
    };
  const variant = /^(.+)\.(?:br|gz)$/.exec(name);
  if (isHidden(path) && variant)
    return {
      problem: `looks like the compressed version of ${variant[1]}, which servers do not serve on its own; expected another name`,
      fix: 'put it in a .zip, or rename it',
    };
  return undefined;
}

/**
 * Follows all links in a path.
 *
 * @param root the real path of a folder
 * @param path relative to `root`
 * @param allowedFolder a hidden folder in `root` that is published, such as `.well-known/`
 * @returns the real path relative to `root`; `undefined` if nothing exists there; a refusal if it is
 *   hidden, outside `root` or not readable
 */
export function realPathIn(root: string, path: string, allowedFolder?: string): string | Refusal | undefined {
  let real: string;
  try {
    // Native, because only the system knows the canonical name of a file: on Windows, `GIT~1` is `.git`.
    real = relative(root, realpathSync.native(join(root, path)));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Node throws ERR_INVALID_ARG_VALUE if a name contains NUL.
    if (['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE', 'ENAMETOOLONG'].includes(code)) return undefined;
    return code === 'ELOOP' ? circular : unreadable(code);
  }
  const segments = real.split(sep);
  if (segments[0] === '..' || isAbsolute(real)) return linkOutside;
  const hiddenSegment = segments.find(
    (name, at) => isHiddenName(name) && !(at === 0 && `${name}/` === allowedFolder),
  );
  return hiddenSegment === undefined ? segments.join('/') : hiddenSegment.startsWith('.') ? hidden : leftover;
}

/**
 * Reads a regular file of limited size. Opens nothing else: a pipe would block until something writes
 * to it, and a device may never end.
 *
 * @returns the content; `undefined` if the file does not exist; a refusal if it cannot be read
 */
export function readRegularFile(file: string, maxBytes: number): Buffer | Refusal | undefined {
  let descriptor: number | undefined;
  try {
    const problem = refuseStats(statSync(file), maxBytes);
    if (problem) return problem;
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return refuseStats(fstatSync(descriptor), maxBytes) ?? readFileSync(descriptor);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : unreadable(code);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Why something is not published: it is not a regular file, or larger than `maxBytes`. `undefined` if it may be. */
export function refuseStats(stats: Stats, maxBytes: number): Refusal | undefined {
  if (!stats.isFile())
    return {
      problem: `is ${kindOf(stats)}; expected a file`,
      fix: 'replace it with a file, or delete it',
    };
  if (stats.size > maxBytes)
    return {
      problem: `is ${Math.ceil(stats.size / 1e6)} MB; expected at most ${Math.floor(maxBytes / 1e6)} MB`,
      fix:
        maxBytes === largestDocument
          ? 'split it, or move everything that is not text into separate files'
          : maxBytes === largestAttachment
            ? 'make it smaller, or host it elsewhere and link to it'
            : 'host it elsewhere, and link to it',
    };
  return undefined;
}

function kindOf(stats: Pick<Stats, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** The refusal of a file that cannot be read. @param code the system's error code, such as `EACCES` */
export const unreadable = (code: string): Refusal => ({
  problem: `cannot be read (${code}); expected a readable file or folder`,
  fix: 'change its permissions, or delete it',
});

/** The refusal of two files whose names look the same; see `twinsAmong`. */
export const sameName = (first: string, twin: string): Refusal => ({
  problem: `has the same name as another: ${inAscii(first)} and ${inAscii(twin)} differ only in how a letter is encoded in Unicode; expected one file`,
  fix: 'delete or rename one of them',
});

const outside: Refusal = {
  problem: 'is outside the content folder; expected a file inside it',
  fix: 'put a copy of the file next to the post',
};

const hidden: Refusal = {
  problem: 'is hidden, because a name in its path starts with a dot; expected a file that may be public',
  fix: 'if it may be public, copy it to a name without a dot',
};

const leftover: Refusal = {
  problem: 'has a name that editors or operating systems use for their own files; expected another name',
  fix: 'rename it if it may be public',
};

const linkOutside: Refusal = {
  problem: 'is a symbolic link to a file outside the folder; expected a file inside it',
  fix: 'replace the symbolic link with the file itself',
};

const circular: Refusal = {
  problem: 'is a symbolic link that leads back to itself; expected a file',
  fix: 'replace it with a file, or delete it',
};
