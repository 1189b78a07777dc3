import { dirname, join, posix } from 'node:path';
import { socialImageOf } from '../images/picture';
import type { Reference } from '../markdown/references';
import { addressKey, aliasPath, encodePath, pathOf, tagPath } from '../util/addresses';
import { nameKey } from '../util/names';
import { shortened } from '../util/text';
import { asWritten, fragmentInNfc } from '../util/urls';
import type { Asset, Assets } from './assets';
import type { Entry } from './entry';
import type { ContentError } from './errors';
import type { Listing } from './files';
import { folders } from './model';
import { nearest } from './nearest';

/** What the relative URLs of one document stand for, by the URL as it was written. */
export interface Resolved {
  links: Map<string, string>;
  assets: Map<string, Asset>;
  /** The front matter's image. */
  image?: Asset;
  /** Where its call to action leads, if that is a path. */
  cta?: string;
}

/** An address whose scheme was forgotten. */
const looksLikeHost = /^(www\.[a-z0-9-]+\.[a-z]{2,}|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\/)/i;

/** In one document. */
const maxLooked = 100;

/** Finds out what every relative URL leads to, and reports those that lead nowhere. */
export class Resolver {
  readonly errors: ContentError[] = [];
  readonly warnings: ContentError[] = [];
  private readonly byFile = new Map<string, Entry>();
  private readonly byAddress = new Map<string, Entry>();
  private readonly others: Map<string, string>;
  /** Files by path, and their addresses by key. */
  private readonly unreadable: Set<string>;
  /** Folders that cannot be looked into, and what is before the names of their documents in addresses. */
  private readonly closed: Set<string>;
  private readonly ids = new Map<Entry, Set<string>>();
  /** How often something near was looked for, by the document with the broken link. */
  private readonly looked = new Map<Entry, number>();

  /**
   * @param unread what cannot be read, or has a mistake of its own; links to it are not judged
   * @param siteAddresses what the site has besides documents
   * @param preview whether drafts and scheduled posts are shown, so that links to them are right
   */
  constructor(
    private readonly entries: Entry[],
    { unreadable, closed }: Pick<Listing, 'unreadable' | 'closed'>,
    siteAddresses: string[],
    private readonly preview: boolean,
    private readonly assets: Assets,
  ) {
    this.unreadable = new Set(
      unreadable.flatMap(({ type, path, name }) => [nameKey(path), addressKey(pathOf[type](name))]),
    );
    this.closed = new Set([...closed].flatMap((type) => [folders[type], posix.dirname(pathOf[type]('x'))]));
    this.others = new Map(siteAddresses.map((address) => [addressKey(address), address]));
    for (const entry of entries) {
      this.byFile.set(nameKey(entry.file.path), entry);
      this.byAddress.set(addressKey(entry.path), entry);
      for (const alias of entry.fields.aliases?.value ?? [])
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
    const { cta, image } = entry.fields;
    const href = cta?.value ? cta.value.href : undefined;
    if (cta && href?.startsWith('/')) resolved.cta = this.link(entry, href, cta);
    if (image && !/^https?:/i.test(image.value)) {
      resolved.image = await this.asset(entry, { url: image.value, kind: 'image' }, image);
      const shared = resolved.image?.picture && socialImageOf(resolved.image.picture);
      if (shared && Math.min(shared.width, shared.height) < leastShared)
        this.warnings.push({
          file: entry.shown,
          line: image.line,
          column: image.column,
          message: `${image.value} is shared at ${shared.width} × ${shared.height} pixels; expected at least ${leastShared} each way, or services that show links leave it out`,
          fix: 'use a larger image, such as one of 1200 × 630, or take "image" out',
        });
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
      const near = this.mayLook(entry) ? this.suggest(entry, decode(path)) : undefined;
      return report(
        `broken link to ${readable(url)}: there is no such page; expected the path of a file beside this one, or an address of the site`,
        near ? `did you mean ${near}?` : 'correct the path, or take the link out',
      );
    }
    if (typeof target === 'string') return target + query + fragment;
    const absence = entry.hidden ? undefined : this.absence(target);
    if (absence)
      return report(
        `broken link to ${readable(url)}: ${target.shown} is ${absence}; expected a published page`,
        `publish ${target.shown}, or take the link out until then`,
      );
    const id = nameKey(decode(fragment.slice(1)));
    if (id && !this.idsOf(target).has(id) && id !== 'main') {
      const near = this.mayLook(entry) ? nearest(id, target.text.ids) : undefined;
      return report(
        `broken link to ${readable(url)}: ${target === entry ? 'this page' : target.shown} has no heading or id "${id}"; expected one of its own`,
        near ? `did you mean "#${near}"?` : 'correct the part after #',
      );
    }
    return (path === '' ? '' : encodePath(target.path) + query) + fragmentInNfc(fragment);
  }

  private idsOf(entry: Entry): Set<string> {
    const ids = this.ids.get(entry) ?? new Set(entry.text.ids);
    this.ids.set(entry, ids);
    return ids;
  }

  /** Each broken link is held against all that there is: of thousands in one document, some are. */
  private mayLook(entry: Entry): boolean {
    const looked = this.looked.get(entry) ?? 0;
    this.looked.set(entry, looked + 1);
    return looked < maxLooked;
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
    const file = nameKey(posix.normalize(path));
    if (this.closed.has(file.split('/', 1)[0] ?? '')) return file;
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
    const key = addressKey(address.replace(/(\/index)?\.md$/, ''));
    const page = this.byAddress.get(key);
    if (page) return page;
    if (this.unreadable.has(key) || this.closed.has(posix.dirname(address.replace(/\/$/, ''))))
      return address;
    // The later pages of a list come and go with the posts: only the list must be there.
    const list = /^(.*\/)page\/[1-9]\d*\/?$/.exec(address)?.[1];
    return list && this.others.has(addressKey(list)) ? encodePath(address) : undefined;
  }

  /** Why a document is not printed, though its file is there. */
  private absence(target: Entry): string | undefined {
    if (this.preview) return undefined;
    if (target.hidden) return target.hidden === 'draft' ? 'a draft' : 'scheduled for later';
    if (target.file.type !== 'Series') return undefined;
    const printed = this.entries.some((post) => !post.hidden && post.fields.series?.value === target.slug);
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
    { url, kind }: Pick<Reference, 'url' | 'kind'>,
    at: { line: number; column: number },
  ): Promise<Asset | undefined> {
    const path = decode(url.split(/[?#]/, 1)[0] ?? '');
    const shown = readable(url);
    if (path.startsWith('/')) {
      const address = this.others.get(addressKey(path));
      if (address !== undefined) return { file: '', digest: '', address: encodePath(address) };
      this.errors.push({
        file: entry.shown,
        ...at,
        message: `missing file ${shown}; expected a file of that name in public/`,
        fix: 'put the file there, or write the path of one beside the article',
      });
      return undefined;
    }
    const report = (problem: string, fix: string) =>
      this.errors.push({ file: entry.shown, ...at, message: problem, fix });
    const asset = await this.assets.find(join(dirname(entry.file.path), path), kind === 'image');
    if ('refusal' in asset) report(`${shown} ${asset.refusal.problem}`, asset.refusal.fix);
    else if ('file' in asset) {
      if (asset.removed && asset.removed.length > 0)
        this.warnings.push(warningOf(entry, shown, at, asset.removed));
      return asset;
    } else {
      const expected = `expected ${kind === 'image' ? 'an image' : 'a file'} at ${shortened(path)} from here`;
      if ('problem' in asset) report(`${asset.problem} ${shown}; ${expected}`, asset.fix);
      else
        report(
          `missing file ${shown}; ${expected}`,
          looksLikeHost.test(path)
            ? `did you mean https://${path}?`
            : 'correct the path, or put the file there',
        );
    }
    return undefined;
  }
}

/** In pixels. Facebook takes nothing smaller. */
const leastShared = 200;

/** In texts: more of them are counted. */
const mostNamed = 5;

/** Says what readers do not get of a drawing. */
function warningOf(
  { shown }: Entry,
  url: string,
  at: { line: number; column: number },
  removed: readonly string[],
): ContentError {
  const more = removed.length - mostNamed;
  const named = [...removed.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    file: shown,
    ...at,
    message: `${url} is published without ${named}; expected a drawing that runs nothing and fetches nothing`,
    fix: removed.some((part) => part.endsWith('foreignObject>'))
      ? 'export it with its labels as SVG text (in Mermaid, htmlLabels: false), or as PNG'
      : 'see whether it still looks right, and take them out of the file',
  };
}

/** A URL as its author wrote it, for a message; a very long one is cut off. */
function readable(url: string): string {
  const written = asWritten(url);
  return shortened(/\p{Cc}/u.test(written) ? url : written);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
