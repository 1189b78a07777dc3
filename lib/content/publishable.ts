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
  /** What is wrong with it and what was expected, to follow its name. */
  problem: string;
  fix: string;
}

/** In bytes: of a document, such as a post. A long novel has three million letters. */
export const largestDocument = 4_000_000;
/** In bytes: of a file that a document shows or offers. Hosts and Git take no larger ones. */
export const largestAttachment = 100_000_000;
/** In bytes: of a file in `public/`, which Node reads at once. */
export const largestPublicFile = 2 ** 30;

/** In bytes: file systems take 255, and images get longer names than their files. */
const longestName = 200;

/**
 * What the path of an attachment says by itself.
 *
 * @param path from the content folder; it may lead out of it
 * @param moreTypes `attachmentTypes` of the site's configuration
 */
export function refuseAttachmentPath(path: string, moreTypes: readonly string[] = []): Refusal | undefined {
  const segments = path.split(/[\\/]/);
  if (segments.includes('..') || isAbsolute(path)) return outside;
  const secret = segments.find(isHiddenName);
  if (secret !== undefined) return secret.startsWith('.') ? hidden : leftover;
  const name = segments.at(-1) ?? '';
  const type = typeOf(name);
  // nginx sends `a.htm.gz` to whoever requests `a.htm`, which is not there.
  const active = [type, typeOf(name.replace(/\.(?:br|gz)$/i, ''))].find((each) => activeTypes.has(each));
  if (active)
    return {
      problem: `is of a type that can run as part of the site when it is opened (.${active}); expected one that is only shown or kept`,
      fix: `put it in a .zip, or, where you trust it, in public/ and link to it as ${JSON.stringify(`/${name}`)}`,
    };
  if (documentTypes.has(type))
    return {
      problem: 'is a document, not a file to show or offer; expected another type',
      fix: `link to it as [its title](${name}), or save a copy as .txt`,
    };
  if (!attachmentTypes.has(type) && !moreTypes.includes(type))
    return type === ''
      ? {
          problem: 'has no file extension; expected one of a type that posts may show or offer',
          fix: 'rename it so that it ends in .txt or the like',
        }
      : {
          problem: `is of a type that posts do not show or offer (.${type}); expected one that docs/writing.md lists`,
          fix: `put it in a .zip, or add "${type}" to attachmentTypes of site.config.ts`,
        };
  return refuseName(`/media/${name}`);
}

const typeOf = (name: string) => posix.extname(name).slice(1).toLowerCase();

/**
 * What the name of a file says of whether servers can send it.
 *
 * @param path on the site, from the slash
 */
export function refuseName(path: string): Refusal | undefined {
  const name = posix.basename(path);
  const bytes = Buffer.byteLength(name);
  if (/[\p{Cc}\p{Cs}\uFFFD]/u.test(name))
    return {
      problem: 'has a character in its name that cannot be written; expected letters, digits and hyphens',
      fix: 'rename it',
    };
  if (bytes > longestName)
    return {
      problem: `has a name of ${bytes} bytes; expected at most ${longestName}`,
      fix: 'give it a shorter name',
    };
  const variant = /^(.+)\.(?:br|gz)$/.exec(name);
  if (isHidden(path) && variant)
    return {
      problem: `would be taken for the compressed form of ${variant[1]}, which servers do not send by itself; expected another name`,
      fix: 'put it in a .zip, or rename it',
    };
  return undefined;
}

/**
 * Where a path of a folder really leads, every link in it followed.
 *
 * @param root the folder's own real path
 * @param path from there
 * @param shown a path that is published although it is hidden, such as `.well-known/`
 * @returns the real path from there; `undefined` where there is nothing
 */
export function realPathIn(root: string, path: string, shown?: string): string | Refusal | undefined {
  let real: string;
  try {
    // The system's own, as it knows a file's one name where it has several: `GIT~1` is `.git` on Windows.
    real = relative(root, realpathSync.native(join(root, path)));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // A name with a NUL in it is an argument that Node does not take.
    if (['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE', 'ENAMETOOLONG'].includes(code)) return undefined;
    return code === 'ELOOP' ? circular : unreadable(code);
  }
  const segments = real.split(sep);
  if (segments[0] === '..' || isAbsolute(real)) return linkOutside;
  const secret = segments.find((name, at) => isHiddenName(name) && !(at === 0 && `${name}/` === shown));
  return secret === undefined ? segments.join('/') : secret.startsWith('.') ? hidden : leftover;
}

/**
 * Reads a file that is a file, and not larger than it should be. Nothing else is opened: a pipe
 * would wait for its writer, a device may never end.
 */
export function readRegularFile(file: string, largest: number): Buffer | Refusal | undefined {
  let descriptor: number | undefined;
  try {
    const problem = refuseStats(statSync(file), largest);
    if (problem) return problem;
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return refuseStats(fstatSync(descriptor), largest) ?? readFileSync(descriptor);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? undefined : unreadable(code);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** What is wrong with something that should be a file. */
export function refuseStats(stats: Stats, largest: number): Refusal | undefined {
  if (!stats.isFile())
    return {
      problem: `is ${kindOf(stats)}; expected a file`,
      fix: 'put a file in its place, or take it away',
    };
  if (stats.size > largest)
    return {
      problem: `has ${Math.ceil(stats.size / 1e6)} MB; expected at most ${Math.floor(largest / 1e6)} MB`,
      fix:
        largest === largestDocument
          ? 'split it, or put what is no text into a file of its own'
          : largest === largestAttachment
            ? 'save it smaller, or put it where large files are kept and link to it there'
            : 'put it where large files are kept, and link to it there',
    };
  return undefined;
}

function kindOf(stats: Pick<Stats, 'isDirectory' | 'isFIFO' | 'isSocket'>): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

export const unreadable = (code: string): Refusal => ({
  problem: `cannot be read (${code}); expected a file that you may read`,
  fix: 'change its permissions, or take it away',
});

/** Of two files whose names cannot be told apart, see `twinsAmong`. */
export const sameName = (first: string, twin: string): Refusal => ({
  problem: `has the same name as another: ${inAscii(first)} and ${inAscii(twin)} differ only in how Unicode writes a letter; expected one file`,
  fix: 'delete or rename one of the two',
});

const outside: Refusal = {
  problem: 'is outside of the publication; expected a file in its content folder',
  fix: 'copy the file beside the article',
};

const hidden: Refusal = {
  problem:
    'is hidden, as a name that begins with a dot is in its path; expected a file that readers may have',
  fix: 'copy it to a name without a dot, if they may',
};

const leftover: Refusal = {
  problem: 'has a name that editors and systems give to files of their own; expected another name',
  fix: 'rename it, if readers may have it',
};

const linkOutside: Refusal = {
  problem: 'is a link to something outside of the folder; expected a file that is inside of it',
  fix: 'put the file itself in the place of the link',
};

const circular: Refusal = {
  problem: 'is a link that leads back to itself; expected a file',
  fix: 'put a file in its place, or take it away',
};
