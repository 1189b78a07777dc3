import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative } from 'node:path';
import { imageSize } from 'image-size';
import type { Reference } from '../markdown/references';
import { addressKey, aliasPath, encodePath, tagPath } from './addresses';
import type { Entry } from './entry';
import type { ContentError } from './errors';
import type { ContentFile } from './files';
import { nearest } from './nearest';

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

/** An address whose scheme was forgotten. */
const looksLikeHost = /^(www\.[a-z0-9-]+\.[a-z]{2,}|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\/)/i;

/** Finds out what every relative URL leads to, and reports those that lead nowhere. */
export class Resolver {
  readonly errors: ContentError[] = [];
  private readonly byFile = new Map<string, Entry>();
  private readonly byAddress = new Map<string, Entry>();
  private readonly others: Map<string, string>;
  private readonly unreadable: Set<string>;
  private readonly assets = new Map<string, Promise<Asset | string>>();

  /**
   * @param unreadable files with a mistake of their own; links to them are not judged
   * @param siteAddresses what the site has besides documents
   * @param preview whether drafts and scheduled posts are shown, so that links to them are right
   */
  constructor(
    private readonly contentDir: string,
    private readonly entries: Entry[],
    unreadable: ContentFile[],
    siteAddresses: string[],
    private readonly preview: boolean,
  ) {
    this.unreadable = new Set(unreadable.map((file) => file.path.normalize('NFC')));
    this.others = new Map(siteAddresses.map((address) => [addressKey(address), address]));
    for (const entry of entries) {
      this.byFile.set(entry.file.path.normalize('NFC'), entry);
      this.byAddress.set(addressKey(entry.path), entry);
      for (const alias of entry.fields.lists.get('aliases') ?? [])
        this.byAddress.set(addressKey(aliasPath(alias.value)), entry);
    }
  }

  /** Resolves the references of a document's body and its front matter image. */
  async resolve(entry: Entry): Promise<Resolved> {
    const resolved: Resolved = { links: new Map(), assets: new Map() };
    for (const reference of entry.text.references) {
      const at = { line: reference.line + entry.bodyLine - 1, column: reference.column };
      if (reference.kind === 'link') {
        const address = this.link(entry, reference.url, at);
        if (address) resolved.links.set(reference.url, address);
      } else {
        const asset = await this.asset(entry, reference, at);
        if (asset) resolved.assets.set(reference.url, asset);
      }
    }
    const { cta } = entry.fields;
    const href = cta?.value ? cta.value.href : undefined;
    if (cta && href?.startsWith('/')) this.link(entry, href, cta);
    const image = entry.fields.strings.get('image');
    if (image && !/^https?:/i.test(image.value)) {
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
    const absence = entry.hidden ? undefined : this.absence(target);
    if (absence)
      return report(
        `broken link to ${url}: ${target.shown} is ${absence}; expected a published page`,
        `publish ${target.shown}, or take the link out until then`,
      );
    const id = decode(fragment.slice(1));
    if (id && !target.text.ids.includes(id) && id !== 'main') {
      const near = nearest(id, target.text.ids);
      return report(
        `broken link to ${url}: ${target === entry ? 'this page' : target.shown} has no heading or id "${id}"; expected one of its own`,
        near ? `did you mean "#${near}"?` : 'correct the part after #',
      );
    }
    if (path === '') return fragment;
    return encodePath(target.path) + query + fragment;
  }

  /**
   * What a path leads to: one from the slash is an address, or a file of the publication; any
   * other is read from the author's file first, then from the page's address.
   */
  private target(entry: Entry, path: string): Entry | string | undefined {
    const decoded = path.normalize('NFC');
    if (decoded.startsWith('/')) return this.atAddress(decoded) ?? this.inFile(decoded.slice(1));
    return (
      this.inFile(posix.join(posix.dirname(entry.file.path), decoded)) ??
      this.atAddress(posix.join(entry.path, decoded))
    );
  }

  private inFile(path: string): Entry | string | undefined {
    const file = posix.normalize(path);
    const stem = file.replace(/\/$/, '').replace(/(\/index)?\.md$/, '');
    const candidates = [file, `${stem}.md`, `${stem}/index.md`];
    return (
      candidates.map((candidate) => this.byFile.get(candidate)).find((found) => found !== undefined) ??
      candidates.find((candidate) => this.unreadable.has(candidate))
    );
  }

  private atAddress(path: string): Entry | string | undefined {
    const address = posix.normalize(path);
    const other = this.others.get(addressKey(address));
    if (other !== undefined) return encodePath(other);
    const page = this.byAddress.get(addressKey(address.replace(/(\/index)?\.md$/, '')));
    if (page) return page;
    // The later pages of a list come and go with the posts: only the list must be there.
    const list = /^(.*\/)page\/[1-9]\d*\/?$/.exec(address)?.[1];
    return list && this.others.has(addressKey(list)) ? encodePath(address) : undefined;
  }

  /** Why a document is not printed, though its file is there. */
  private absence(target: Entry): string | undefined {
    if (this.preview) return undefined;
    if (target.hidden) return target.hidden === 'draft' ? 'a draft' : 'scheduled for later';
    if (target.file.type !== 'Series') return undefined;
    const printed = this.entries.some(
      (post) => !post.hidden && post.fields.strings.get('series')?.value === target.slug,
    );
    return printed ? undefined : 'a series without a published post';
  }

  private suggest(entry: Entry, path: string): string | undefined {
    if (looksLikeHost.test(path)) return `https://${path}`;
    const tag = /^\/tags\/(.+?)\/?$/.exec(path)?.[1];
    const topic = tag && this.others.get(addressKey(tagPath(tag)));
    if (topic) return topic;
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
      const address = this.others.get(addressKey(path));
      if (address !== undefined) return { file: '', address: encodePath(address) };
      this.errors.push({
        file: entry.shown,
        ...at,
        message: `missing file ${url}; expected a file of that name in public/`,
        fix: 'put the file there, or write the path of one beside the article',
      });
      return undefined;
    }
    const file = join(this.contentDir, dirname(entry.file.path), path);
    if (/^\.\.(\/|\\|$)/.test(relative(this.contentDir, file))) {
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
      fix: looksLikeHost.test(path)
        ? `did you mean https://${path}?`
        : 'correct the path, or put the file there',
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
