import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { slugAt } from '../config/post-path';
import { socialImageOf } from '../images/picture';
import type { Reference } from '../markdown/references';
import type { UnknownWikilink } from '../markdown/wikilinks';
import { addressKey, aliasPath, encodePath, pathOf, tagPath } from '../util/addresses';
import { nameKey } from '../util/names';
import { nearest } from '../util/nearest';
import { slugify } from '../util/slug';
import { shortened } from '../util/text';
import { formatTimecode } from '../util/timecode';
import { asWritten, fragmentInNfc, isPublicUrl } from '../util/urls';
import type { Asset, Assets } from './assets';
import { isAudio } from './audio';
import { addressOf, type Entry, isListed } from './entry';
import type { ContentError } from './errors';
import type { Listing } from './files';
import { folders, type Located, type Position } from './model';
import { parseTranscript, type TranscriptParagraph } from './transcript';

/** What the relative URLs of a document resolve to, by the URL as the author wrote it. */
export interface Resolved {
  links: Map<string, string>;
  assets: Map<string, Asset>;
  /** The image in the front matter. */
  image?: Asset;
  /** The cover in the front matter. */
  cover?: Asset;
  /** The audio file in the front matter, with its transcript. */
  audio?: Recording;
  /** The address that the call to action links to, if it is a path. */
  cta?: string;
}

/** The audio of an episode. */
export interface Recording {
  asset: Asset;
  transcript?: { asset: Asset; paragraphs: TranscriptParagraph[] };
}

/** Matches a URL without its scheme, such as `www.example.org`. */
const looksLikeHost = /^(www\.[a-z0-9-]+\.[a-z]{2,}|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\/)/i;

/** Searches for suggestions per document. */
const maxSearches = 100;

/** The key of a post that could not be read, so that its date is not known. */
const postKey = (slug: string) => `:post ${addressKey(slug)}`;
/** Stands for the addresses of all posts. */
const anyPost = ':post';

/** Resolves relative URLs, and reports those that lead nowhere. */
export class Resolver {
  readonly errors: ContentError[] = [];
  readonly warnings: ContentError[] = [];
  private readonly byFile = new Map<string, Entry>();
  private readonly byAddress = new Map<string, Entry>();
  /** Addresses of the site that are not documents, by `addressKey`. */
  private readonly siteAddresses: Map<string, string>;
  /** Paths of unreadable files, and their `addressKey`s. */
  private readonly unreadable: Set<string>;
  /** Folders that cannot be read, and the parent paths of their documents' addresses. */
  private readonly closed: Set<string>;
  /** The IDs in each document; see `idsOf`. */
  private readonly ids = new Map<Entry, Set<string>>();
  /** The number of searches for suggestions, by the document with the broken links. */
  private readonly searches = new Map<Entry, number>();

  /**
   * @param entries all documents, including drafts and scheduled posts
   * @param unread files and folders that could not be read, and documents with errors of their own;
   *   links to them are not reported
   * @param siteAddresses the addresses of the site that are not documents
   * @param preview whether drafts and scheduled posts are built, so that links to them are valid
   * @param assets the files that documents refer to
   */
  constructor(
    private readonly entries: Entry[],
    { unreadable, closed }: Pick<Listing, 'unreadable' | 'closed'>,
    siteAddresses: string[],
    private readonly preview: boolean,
    private assets: Assets,
  ) {
    this.unreadable = new Set(
      unreadable.flatMap(({ type, path, name }) => [
        nameKey(path),
        type === 'Post' ? postKey(name) : addressKey(pathOf[type](name)),
      ]),
    );
    this.closed = new Set(
      [...closed].flatMap((type) => [
        folders[type],
        type === 'Post' ? anyPost : posix.dirname(pathOf[type]('x')),
      ]),
    );
    this.siteAddresses = new Map(siteAddresses.map((address) => [addressKey(address), address]));
    for (const entry of entries) {
      this.byFile.set(nameKey(entry.file.path), entry);
      this.byAddress.set(addressKey(entry.path), entry);
      for (const alias of entry.fields.aliases?.value ?? [])
        this.byAddress.set(addressKey(aliasPath(alias.value)), entry);
    }
  }

  /**
   * Prepares for resolving documents again after files have changed.
   *
   * @param replaced documents as they were and as they are now, with the same addresses
   * @param assets the files as they are now
   */
  renew(replaced: ReadonlyMap<Entry, Entry>, assets: Assets): void {
    this.assets = assets;
    this.errors.length = 0;
    this.warnings.length = 0;
    this.searches.clear();
    for (const [before, after] of replaced) {
      this.ids.delete(before);
      this.byFile.set(nameKey(after.file.path), after);
      for (const path of [
        after.path,
        ...(after.fields.aliases?.value ?? []).map(({ value }) => aliasPath(value)),
      ])
        this.byAddress.set(addressKey(path), after);
    }
  }

  /** Resolves the references in a document's body, its image and its call to action. Adds to `errors` and `warnings`. */
  async resolve(entry: Entry): Promise<Resolved> {
    const resolved: Resolved = { links: new Map(), assets: new Map() };
    for (const reference of entry.text.references) {
      const at = { line: reference.line + entry.bodyLine - 1, column: reference.column };
      if (reference.kind === 'link') {
        const address = this.resolveLink(entry, reference.url, at, reference.written);
        if (address) resolved.links.set(reference.url, address);
      } else {
        const asset = await this.resolveAsset(entry, reference, at);
        if (asset) resolved.assets.set(reference.url, asset);
      }
    }
    for (const wikilink of entry.text.unknownWikilinks) this.reportUnknown(entry, wikilink);
    const { cta, image, cover, audio } = entry.fields;
    const href = cta?.value ? cta.value.href : undefined;
    if (cta && href?.startsWith('/')) resolved.cta = this.resolveLink(entry, href, cta);
    if (cover) resolved.cover = await this.resolveAsset(entry, { url: cover.value, kind: 'image' }, cover);
    if (audio) resolved.audio = await this.resolveAudio(entry, audio);
    if (image && !/^https?:/i.test(image.value)) {
      resolved.image = await this.resolveAsset(entry, { url: image.value, kind: 'image' }, image);
      const socialImage = resolved.image?.picture && socialImageOf(resolved.image.picture);
      if (socialImage && Math.min(socialImage.width, socialImage.height) < minSocialImagePx)
        this.warnings.push({
          file: entry.shown,
          line: image.line,
          column: image.column,
          message: `${image.value} is shared at ${socialImage.width} × ${socialImage.height} pixels; expected at least ${minSocialImagePx} × ${minSocialImagePx}, because services that show link previews ignore smaller images`,
          fix: 'use a larger image, such as 1200 × 630, or delete "image"',
        });
    }
    return resolved;
  }

  /** Finds the audio of an episode and its transcript, and reports what is wrong with them or the chapters. */
  private async resolveAudio(entry: Entry, audio: Located<string>): Promise<Recording | undefined> {
    const { transcript, chapters } = entry.fields;
    const report = (at: Position, message: string, fix: string) =>
      this.errors.push({ file: entry.shown, line: at.line, column: at.column, message, fix });
    const find = async ({ value, ...at }: Located<string>) =>
      await this.resolveAsset(entry, { url: value, kind: 'file' }, at);
    const asset: Asset | undefined = /^https:/i.test(audio.value)
      ? isPublicUrl(audio.value)
        ? { file: '', digest: '', address: audio.value }
        : undefined
      : await find(audio);
    const seconds = asset?.audio?.seconds;
    if (asset?.audio && seconds === undefined)
      report(
        audio,
        `${readable(audio.value)} cannot be read; expected an audio file`,
        'export it again as MP3',
      );
    else if (asset && !isAudio(asset.address.replace(/[?#].*/, '')))
      report(
        audio,
        `"audio" is ${readable(audio.value)}; expected an audio file such as episode.mp3`,
        'use an MP3 or M4A file, which every podcast app plays',
      );
    const late = chapters?.value.find(({ value }) => seconds !== undefined && value.start >= seconds);
    if (late && seconds !== undefined)
      report(
        late,
        `the chapter ${JSON.stringify(late.value.title)} starts at ${formatTimecode(late.value.start)}, after the end of ${readable(audio.value)} (${formatTimecode(seconds)}); expected an earlier time`,
        'correct the time',
      );
    const file = transcript && (await find(transcript));
    if (!asset || !file || !transcript) return asset && { asset };
    const isText = /\.(?:vtt|srt)$/i.test(file.address) && file.file !== '';
    const paragraphs = isText ? parseTranscript(readFileSync(file.file, 'utf8')) : [];
    if (paragraphs.length === 0)
      report(
        transcript,
        isText
          ? `${readable(transcript.value)} has no cues; expected a transcript in WebVTT or SubRip`
          : `"transcript" is ${readable(transcript.value)}; expected a WebVTT (.vtt) or SubRip (.srt) file next to the post`,
        'export the transcript as WebVTT',
      );
    return { asset, transcript: { asset: file, paragraphs } };
  }

  /** Returns the address that a link leads to. Reports a broken link. */
  private resolveLink(
    entry: Entry,
    url: string,
    at: { line: number; column: number },
    wikilink?: string,
  ): string | undefined {
    const shown = wikilink ?? readable(url);
    const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? [];
    const target = path === '' ? entry : this.findTarget(entry, decode(path));
    const report = (message: string, fix: string) => {
      this.errors.push({ file: entry.shown, ...at, message, fix });
      return undefined;
    };
    if (!target) {
      const near = this.maySearch(entry) ? this.suggestionFor(entry, decode(path)) : undefined;
      return report(
        `broken link to ${shown}: the page does not exist; expected a path relative to this file, or a path on this site that starts with /`,
        near ? `write ${near}` : 'correct the path, or remove the link',
      );
    }
    if (typeof target === 'string') return target + query + fragment;
    const reason = entry.hidden ? undefined : this.whyUnpublished(target);
    if (reason)
      return report(
        `broken link to ${shown}: ${target.shown} is ${reason}; expected a published page`,
        `publish ${target.shown}, or remove the link until then`,
      );
    const later = this.whyLater(entry, target);
    if (later)
      this.warnings.push({
        file: entry.shown,
        ...at,
        message: `the link to ${shown} will be broken when this post is due, on ${entry.fields.date?.value.day}: ${target.shown} is ${later}; expected a page that is published by then`,
        fix: `publish ${target.shown} by then, or remove the link`,
      });
    const written = nameKey(decode(fragment.slice(1)));
    const id = wikilink ? headingId(target, written) : written;
    if (id && !this.idsOf(target).has(id) && id !== 'main') {
      const near = this.maySearch(entry) ? nearest(id, target.text.ids) : undefined;
      return report(
        `broken link to ${shown}: ${target === entry ? 'this page' : target.shown} has no heading or ID "${id}"; expected one that exists there`,
        near ? `write "#${near}"` : 'correct the part after #',
      );
    }
    const end = wikilink && id ? `#${encodeURIComponent(id)}` : fragmentInNfc(fragment);
    return (path === '' ? '' : encodePath(addressOf(target)) + query) + end;
  }

  private reportUnknown(entry: Entry, { written, name, line, column }: UnknownWikilink) {
    const names = this.entries.flatMap(({ file, slug, fields }) => [
      file.name,
      slug,
      ...(fields.title ? [fields.title.value] : []),
    ]);
    const near = this.maySearch(entry) ? nearest(name, new Set(names)) : undefined;
    this.errors.push({
      file: entry.shown,
      line: line + entry.bodyLine - 1,
      column,
      message: `broken link to ${shortened(written)}: no document has this slug, file name or title; expected one that exists`,
      fix: near ? `write [[${near}]]` : 'correct the name, or put it in `code` if it is not a link',
    });
  }

  private idsOf(entry: Entry): Set<string> {
    const ids = this.ids.get(entry) ?? new Set(entry.text.ids);
    this.ids.set(entry, ids);
    return ids;
  }

  /**
   * Whether to search for a suggestion. Each search compares with all documents or all IDs of one, so
   * of thousands of broken links in a document, only the first get suggestions.
   */
  private maySearch(entry: Entry): boolean {
    const searches = this.searches.get(entry) ?? 0;
    this.searches.set(entry, searches + 1);
    return searches < maxSearches;
  }

  /**
   * Finds what a path leads to. A path with a leading slash is an address, or a file relative to the
   * content directory. Any other path is relative to the author's file, or else to the page's address.
   *
   * @returns a document, or the address of something else; `undefined` if there is nothing
   */
  private findTarget(entry: Entry, path: string): Entry | string | undefined {
    const decoded = path.normalize('NFC');
    if (decoded.startsWith('/')) return this.findByAddress(decoded) ?? this.findByFile(decoded.slice(1));
    return (
      this.findByFile(posix.join(posix.dirname(entry.file.path), decoded)) ??
      this.findByAddress(posix.join(entry.path, decoded))
    );
  }

  private findByFile(path: string): Entry | string | undefined {
    const file = nameKey(posix.normalize(path));
    if (this.closed.has(file.split('/', 1)[0] ?? '')) return file;
    const stem = file.replace(/\/$/, '').replace(/(\/index)?\.md$/, '');
    const candidates = [file, `${stem}.md`, `${stem}/index.md`];
    return (
      candidates.map((candidate) => this.byFile.get(candidate)).find((found) => found !== undefined) ??
      candidates.find((candidate) => this.unreadable.has(candidate))
    );
  }

  private findByAddress(path: string): Entry | string | undefined {
    const address = posix.normalize(path);
    const siteAddress = this.siteAddresses.get(addressKey(address));
    if (siteAddress !== undefined) return encodePath(siteAddress);
    const key = addressKey(address.replace(/(\/index)?\.md$/, ''));
    const page = this.byAddress.get(key);
    if (page) return page;
    if (this.unreadable.has(key) || this.closed.has(posix.dirname(address.replace(/\/$/, ''))))
      return address;
    const slug = slugAt(address);
    if (slug !== undefined && (this.unreadable.has(postKey(slug)) || this.closed.has(anyPost)))
      return address;
    // How many pages a list has depends on the number of posts, so only the list itself must exist.
    const list = /^(.*\/)page\/[1-9]\d*\/?$/.exec(address)?.[1];
    return list && this.siteAddresses.has(addressKey(list)) ? encodePath(address) : undefined;
  }

  /** Why a document is not published, although its file exists. */
  private whyUnpublished(target: Entry): string | undefined {
    if (this.preview) return undefined;
    if (target.hidden) return target.hidden === 'draft' ? 'a draft' : 'scheduled for later';
    if (target.file.type !== 'Series') return undefined;
    const hasPublishedPost = this.entries.some(
      (post) => !post.hidden && isListed(post) && post.fields.series?.value === target.slug,
    );
    return hasPublishedPost ? undefined : 'a series without published posts';
  }

  /** Why a document will not be published when a scheduled post that links to it is due. That would stop the build. */
  private whyLater(entry: Entry, target: Entry): string | undefined {
    if (this.preview || entry.hidden !== 'scheduled' || !target.hidden) return undefined;
    if (target.hidden === 'draft') return 'a draft';
    const timeOf = ({ fields }: Entry) => fields.date?.value.iso ?? '';
    return timeOf(target) > timeOf(entry) ? 'scheduled for later' : undefined;
  }

  /** What the author of a broken link probably meant: a URL, an address or the path of a file. */
  private suggestionFor(entry: Entry, path: string): string | undefined {
    if (looksLikeHost.test(path)) return `https://${path}`;
    const tag = /^\/tags\/(.+?)\/?$/.exec(path)?.[1];
    const topic = tag && this.siteAddresses.get(addressKey(tagPath(tag)));
    if (topic) return topic;
    const name = nearest(
      posix.basename(path.replace(/\/(?:index\.md)?$/, '')).replace(/\.md$/, ''),
      [...this.byFile.values()].map((other) => other.file.name),
    );
    const found = [...this.byFile.values()].find((other) => other.file.name === name);
    return found && posix.relative(posix.dirname(entry.file.path), found.file.path);
  }

  /** Returns the file that a reference leads to. Reports it if it is missing or not publishable. */
  private async resolveAsset(
    entry: Entry,
    { url, kind }: Pick<Reference, 'url' | 'kind'>,
    at: { line: number; column: number },
  ): Promise<Asset | undefined> {
    const path = decode(url.split(/[?#]/, 1)[0] ?? '');
    const displayUrl = readable(url);
    if (path.startsWith('/')) {
      const address = this.siteAddresses.get(addressKey(path));
      if (address !== undefined) return { file: '', digest: '', address: encodePath(address) };
      this.errors.push({
        file: entry.shown,
        ...at,
        message: `missing file ${displayUrl}; expected a file with that name in public/`,
        fix: 'add the file, or use the path of a file next to the post',
      });
      return undefined;
    }
    const report = (problem: string, fix: string) =>
      this.errors.push({ file: entry.shown, ...at, message: problem, fix });
    const asset = await this.assets.find(join(dirname(entry.file.path), path), kind === 'image');
    if ('refusal' in asset) report(`${displayUrl} ${asset.refusal.problem}`, asset.refusal.fix);
    else if ('file' in asset) {
      if (asset.removed && asset.removed.length > 0)
        this.warnings.push(removalWarning(entry, displayUrl, at, asset.removed));
      return asset;
    } else {
      const expected = `expected ${kind === 'image' ? 'an image' : 'a file'} at ${shortened(path)}, relative to this file`;
      if ('problem' in asset)
        report(`${displayUrl}: ${asset.problem}; expected an image that browsers can show`, asset.fix);
      else
        report(
          `missing file ${displayUrl}; ${expected}`,
          looksLikeHost.test(path) ? `write https://${path}` : 'correct the path, or add the file',
        );
    }
    return undefined;
  }
}

/** Facebook accepts no smaller images. */
const minSocialImagePx = 200;

/** How many removed parts a message names. It only counts the rest. */
const maxNamedParts = 5;

/** The warning that parts of an SVG were removed. */
function removalWarning(
  { shown }: Entry,
  url: string,
  at: { line: number; column: number },
  removed: readonly string[],
): ContentError {
  const more = removed.length - maxNamedParts;
  const named = [...removed.slice(0, maxNamedParts), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return {
    file: shown,
    ...at,
    message: `${url} is published without ${named}; expected an SVG without scripts or external resources`,
    fix: removed.some((part) => part.endsWith('foreignObject>'))
      ? 'export it with its labels as SVG text (in Mermaid, htmlLabels: false), or as PNG'
      : 'check that it still looks right, and remove them from the file',
  };
}

/** A URL as the author wrote it, for a message. A very long one is shortened. */
function readable(url: string): string {
  const written = asWritten(url);
  return shortened(/\p{Cc}/u.test(written) ? url : written);
}

/** The ID of the heading that a wikilink names by its text or its ID. */
function headingId({ text: { ids, headings } }: Entry, written: string): string {
  if (ids.includes(written)) return written;
  const plain = (heading: string) => slugify(heading);
  return headings.find(({ text }) => plain(text) === plain(written))?.id ?? written;
}

/** Undoes percent-encoding. Returns a malformed path unchanged. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
