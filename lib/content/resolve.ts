import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative } from 'node:path';
import { imageSize } from 'image-size';
import type { Reference } from '../markdown/render';
import { addressKey, encodePath, fixedAddresses, tagPath } from './addresses';
import { aliasPath } from './check';
import type { Entry } from './entry';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { nearest } from './front-matter';
import { slugify } from './slug';

/** A file of the publication that is sent to readers: an image, a clip, a download. */
export interface Asset {
  /** Absolute path of the author's file. */
  file: string;
  /** Where it is sent from; it holds a hash of the content, so it may be kept for ever. */
  address: string;
  /** In CSS pixels, for images. */
  width?: number;
  height?: number;
}

/** What the relative URLs of one document stand for, by the URL as it was written. */
export interface Resolved {
  links: Map<string, string>;
  assets: Map<string, Asset>;
}

/** Finds out what every relative URL leads to, and reports those that lead nowhere. */
export class Resolver {
  readonly errors: ContentError[] = [];
  private readonly byFile = new Map<string, Entry>();
  private readonly byAddress = new Map<string, Entry>();
  private readonly others = new Set<string>();
  private readonly unreadable: Set<string>;
  private readonly assets = new Map<string, Promise<Asset | string>>();

  /**
   * @param unreadable files with a mistake of their own; links to them are not judged
   * @param publicFiles paths under `public/`, from the slash
   * @param preview whether drafts and scheduled posts are shown, so that links to them are right
   */
  constructor(
    private readonly contentDir: string,
    entries: Entry[],
    unreadable: ContentFile[],
    publicFiles: string[],
    private readonly preview: boolean,
  ) {
    this.unreadable = new Set(unreadable.map((file) => file.path));
    for (const address of [...fixedAddresses, ...publicFiles]) this.others.add(addressKey(address));
    for (const entry of entries) {
      this.byFile.set(entry.file.path, entry);
      this.byAddress.set(addressKey(entry.path), entry);
      for (const alias of entry.fields.lists.get('aliases') ?? [])
        this.byAddress.set(addressKey(aliasPath(alias.value)), entry);
      if (!entry.hidden || preview)
        for (const tag of entry.fields.lists.get('tags') ?? [])
          if (slugify(tag.value)) this.others.add(addressKey(tagPath(tag.value)));
    }
  }

  /** Resolves the references of a document's body and its front matter image. */
  async resolve(entry: Entry): Promise<Resolved> {
    const resolved: Resolved = { links: new Map(), assets: new Map() };
    for (const reference of entry.body.references) {
      const at = { line: reference.line + entry.source.bodyLine - 1, column: reference.column };
      if (reference.kind === 'link') {
        const address = this.link(entry, reference.url, at);
        if (address) resolved.links.set(reference.url, address);
      } else {
        const asset = await this.asset(entry, reference, at);
        if (asset) resolved.assets.set(reference.url, asset);
      }
    }
    const image = entry.fields.strings.get('image');
    if (image && !/^https?:/.test(image.value)) {
      const asset = await this.asset(entry, { url: image.value }, image);
      if (asset) resolved.assets.set(image.value, asset);
    }
    return resolved;
  }

  private link(entry: Entry, url: string, at: { line: number; column: number }): string | undefined {
    const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? [];
    const target = path === '' ? entry : this.target(entry, decode(path));
    const report = (message: string, fix: string) => {
      this.errors.push({ file: entry.shown, ...at, message, fix });
      return undefined;
    };
    if (!target) {
      const near = this.suggest(entry, decode(path));
      return report(
        `broken link to ${url}: there is no such page; expected the path of a file beside this one, or an address of the site`,
        near ? `did you mean ${near}?` : 'correct the path, or take the link out',
      );
    }
    if (typeof target === 'string') return target + query + fragment;
    if (target.hidden && !entry.hidden && !this.preview)
      return report(
        `broken link to ${url}: ${target.shown} is ${target.hidden === 'draft' ? 'a draft' : 'scheduled for later'}; expected a published page`,
        `publish ${target.shown}, or take the link out until then`,
      );
    const id = decode(fragment.slice(1));
    if (id && !target.body.ids.includes(id) && id !== 'main') {
      const near = nearest(id, target.body.ids);
      return report(
        `broken link to ${url}: ${target === entry ? 'this page' : target.shown} has no heading or id "${id}"; expected one of its own`,
        near ? `did you mean "#${near}"?` : 'correct the part after #',
      );
    }
    if (path === '') return fragment;
    return encodePath(target.path) + query + fragment;
  }

  /** A path is read from the author's file first, then from the page's address. */
  private target(entry: Entry, path: string): Entry | string | undefined {
    const fromFile = posix.normalize(
      path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(entry.file.path), path),
    );
    const stem = fromFile.replace(/\/$/, '').replace(/(\/index)?\.md$/, '');
    const file =
      this.byFile.get(fromFile) ?? this.byFile.get(`${stem}.md`) ?? this.byFile.get(`${stem}/index.md`);
    if (file) return file;
    if ([fromFile, `${stem}.md`, `${stem}/index.md`].some((path) => this.unreadable.has(path))) return path;
    const address = posix.normalize(path.startsWith('/') ? path : posix.join(entry.path, path));
    const key = addressKey(address.replace(/(\/index)?\.md$/, ''));
    const page = this.byAddress.get(key);
    if (page) return page;
    if (this.others.has(addressKey(address))) return encodePath(address);
    // The later pages of a list come and go with the posts: only the list must be there.
    const list = /^(.*\/)page\/[1-9]\d*\/?$/.exec(address)?.[1];
    return list && (list === '/' || this.others.has(addressKey(list))) ? encodePath(address) : undefined;
  }

  private suggest(entry: Entry, path: string): string | undefined {
    if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\//i.test(path)) return `https://${path}`;
    const name = nearest(
      posix.basename(path.replace(/\/$/, '')).replace(/\.md$/, ''),
      [...this.byFile.values()].map((other) => other.file.name),
    );
    const found = [...this.byFile.values()].find((other) => other.file.name === name);
    return found && posix.relative(posix.dirname(entry.file.path), found.file.path);
  }

  private async asset(
    entry: Entry,
    { url }: Pick<Reference, 'url'>,
    at: { line: number; column: number },
  ): Promise<Asset | undefined> {
    const path = decode(url.replace(/[?#].*$/, ''));
    if (path.startsWith('/')) {
      if (this.others.has(addressKey(path))) return { file: '', address: encodePath(path) };
      this.errors.push({
        file: entry.shown,
        ...at,
        message: `missing file ${url}; expected a file of that name in public/`,
        fix: 'put the file there, or write the path of one beside the article',
      });
      return undefined;
    }
    const file = join(this.contentDir, dirname(entry.file.path), path);
    if (relative(this.contentDir, file).startsWith('..')) {
      this.errors.push({
        file: entry.shown,
        ...at,
        message: `${url} is outside of the publication; expected a file in its content folder`,
        fix: 'copy the file beside the article',
      });
      return undefined;
    }
    let read = this.assets.get(file);
    if (!read) {
      read = readAsset(file);
      this.assets.set(file, read);
    }
    const asset = await read;
    if (typeof asset !== 'string') return asset;
    this.errors.push({
      file: entry.shown,
      ...at,
      message: `${asset} ${url}; expected a file at ${path} from here`,
      fix: 'correct the path, or put the file there',
    });
    return undefined;
  }
}

async function readAsset(file: string): Promise<Asset | string> {
  let bytes: Buffer;
  try {
    if (!(await stat(file)).isFile()) return 'not a file:';
    bytes = await readFile(file);
  } catch {
    return 'missing file';
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const address = `/media/${hash}/${encodeURIComponent(basename(file))}`;
  if (!/\.(avif|gif|jpe?g|png|svg|webp)$/i.test(file)) return { file, address };
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    // EXIF orientations 5 to 8 lie on their side.
    return orientation > 4
      ? { file, address, width: height, height: width }
      : { file, address, width, height };
  } catch {
    return 'not an image that can be read:';
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
