import { createHash } from 'node:crypto';
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { notFoundPage } from '../hosts/common-policies';
import { bareHeaders, decodePath, type HeadersOf, headersFile, readHeaders } from '../hosts/header-file';
import { markdownFile } from '../hosts/headers';
import { isHidden, isText } from '../hosts/hidden';
import { readRedirects, redirectsFile } from '../hosts/redirect-file';
import { addressKey } from '../util/addresses';
import { type Encoding, encodings } from './encoding';

/** An open file. The caller closes its handle. */
export interface OpenFile {
  handle: FileHandle;
  /** Its path in the site; for a compressed variant, the path of the plain file. */
  path: string;
  size: number;
  /** A strong entity tag, a hash of the bytes that are sent (RFC 9110 §8.8.3). */
  etag: string;
  encoding?: Encoding;
}

/** What a site has at a path. Never a mixture of two versions of the site. */
export interface Look {
  headersOf: HeadersOf;
  /** The target of the redirect. */
  moved?: string;
  /** The path is a folder's and needs a trailing slash. */
  folder?: boolean;
  file?: OpenFile;
  /** It is a page with a Markdown copy, or that copy instead of the page. */
  hasMarkdown?: boolean;
  /** The page was removed. */
  gone?: boolean;
  /** The 404 page, if there is one and nothing else was found. */
  notFound?: OpenFile;
}

/** How often, and how long in milliseconds, to wait while a site is being replaced. */
const tries = 100;
const pause = 10;

/** The folder of a site, which may be replaced at any time. */
export class SiteFolder {
  readonly #headers: FileCache<HeadersOf>;
  readonly #redirects: FileCache<{ moved: Map<string, string>; gone: Set<string> }>;
  readonly #etags = new Map<string, { identity: string; etag: Promise<string> }>();

  constructor(readonly outDir: string) {
    this.#headers = new FileCache(join(outDir, headersFile), (text) => readHeaders(text ?? bareHeaders()));
    this.#redirects = new FileCache(join(outDir, redirectsFile), (text) => redirectsOf(text ?? ''));
  }

  /**
   * Looks up a path. If the site is replaced meanwhile, the lookup is repeated, so that the result
   * does not mix the old and the new site.
   *
   * @param path decoded; `undefined` for a URL that no file can have
   * @param accepted the encodings that may be sent, the best first
   * @param wantsMarkdown whether to look for the Markdown copy of a page first
   */
  async look(path: string | undefined, accepted: readonly Encoding[], wantsMarkdown = false): Promise<Look> {
    for (let left = tries; ; left--) {
      const before = await this.#identity();
      if (before !== undefined || left === 0) {
        const look = await this.#lookOnce(path, accepted, wantsMarkdown);
        if (left === 0 || (await this.#identity()) === before) return look;
        await look.file?.handle.close();
        await look.notFound?.handle.close();
      }
      await wait(pause);
    }
  }

  async #lookOnce(
    path: string | undefined,
    accepted: readonly Encoding[],
    wantsMarkdown: boolean,
  ): Promise<Look> {
    const [headersOf, redirects, root] = await Promise.all([
      this.#headers.get(),
      this.#redirects.get(),
      realpath(this.outDir).catch(unlessThere),
    ]);
    const key = path === undefined ? undefined : addressKey(path);
    const moved = key === undefined ? undefined : redirects.moved.get(key);
    if (moved !== undefined) return { headersOf, moved };
    if (root === undefined) return { headersOf };
    const found = path === undefined || isHidden(path) ? undefined : await this.#find(root, path, accepted);
    if (typeof found === 'object') {
      const isPage = path?.endsWith('/');
      const copy = isPage ? await this.#find(root, `${path}${markdownFile}`, accepted) : undefined;
      if (typeof copy !== 'object') return { headersOf, file: found };
      const [sent, other] = wantsMarkdown ? [copy, found] : [found, copy];
      await other.handle.close();
      return { headersOf, file: sent, hasMarkdown: true };
    }
    if (found === 'folder' && !path?.endsWith('/')) return { headersOf, folder: true };
    const page = await this.#find(root, notFoundPage, accepted);
    const gone = key !== undefined && redirects.gone.has(key);
    return typeof page === 'object' ? { headersOf, gone, notFound: page } : { headersOf, gone };
  }

  async #find(
    root: string,
    path: string,
    accepted: readonly Encoding[],
  ): Promise<OpenFile | 'folder' | undefined> {
    const plain = path.endsWith('/') ? `${path}index.html` : path;
    for (const encoding of isText(plain) ? accepted : []) {
      const variant = await this.#open(root, plain + encodings[encoding]);
      if (typeof variant === 'object') return { ...variant, path: plain, encoding };
    }
    return this.#open(root, plain);
  }

  async #open(root: string, path: string): Promise<OpenFile | 'folder' | undefined> {
    const real = await realpath(join(root, path)).catch(unlessThere);
    // A symbolic link must not lead outside the site.
    if (!real?.startsWith(root + sep)) return undefined;
    // Without `O_NONBLOCK`, opening a named pipe would wait for its writer.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK).catch(unlessThere);
    if (!handle) return undefined;
    try {
      const stats = await handle.stat({ bigint: true });
      if (stats.isFile())
        return { handle, path, size: Number(stats.size), etag: await this.#etag(path, handle, stats) };
      await handle.close();
      return stats.isDirectory() ? 'folder' : undefined;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  #etag(path: string, handle: FileHandle, stats: BigIntStats): Promise<string> {
    const identity = identityOf(stats);
    const known = this.#etags.get(path);
    if (known?.identity === identity) return known.etag;
    const etag = hashOf(handle);
    this.#etags.set(path, { identity, etag });
    etag.catch(() => this.#etags.delete(path));
    return etag;
  }

  async #identity(): Promise<string | undefined> {
    const stats = await stat(this.outDir, { bigint: true }).catch(unlessThere);
    // Renaming a folder changes its ctime, so a folder that was moved away and back is detected.
    return stats && `${stats.dev}:${stats.ino}:${stats.ctimeNs}`;
  }
}

/** A value computed from a file's text, and computed again when the file changes. */
class FileCache<Value> {
  #known: { identity: string | undefined; value: Value } | undefined;

  constructor(
    readonly file: string,
    readonly make: (text: string | undefined) => Value,
  ) {}

  async get(): Promise<Value> {
    const stats = await stat(this.file, { bigint: true }).catch(unlessThere);
    const known = this.#known;
    return known && known.identity === (stats && identityOf(stats)) ? known.value : this.#read();
  }

  async #read(): Promise<Value> {
    // One handle, so that the text and the identity are of the same file.
    const handle = await open(this.file).catch(unlessThere);
    try {
      const stats = await handle?.stat({ bigint: true });
      const value = this.make(await handle?.readFile('utf8'));
      this.#known = { identity: stats && identityOf(stats), value };
      return value;
    } finally {
      await handle?.close();
    }
  }
}

/** Returns `undefined` if the file does not exist, and throws all other errors, such as too many open files. */
function unlessThere(error: NodeJS.ErrnoException): undefined {
  if (!['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES'].includes(error.code ?? '')) throw error;
}

const identityOf = ({ dev, ino, size, mtimeNs }: BigIntStats) => `${dev}:${ino}:${size}:${mtimeNs}`;

function redirectsOf(text: string) {
  const { redirects, gone } = readRedirects(text);
  const redirectKey = (from: string) => addressKey(decodePath(from));
  const moved = new Map<string, string>();
  for (const { from, to } of redirects) if (!moved.has(redirectKey(from))) moved.set(redirectKey(from), to);
  return { moved, gone: new Set(gone.map(redirectKey)) };
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) hash.update(chunk);
  // 128 bits are enough to distinguish all files of a site.
  return `"${hash.digest().subarray(0, 16).toString('base64url')}"`;
}
