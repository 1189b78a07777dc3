import { posix } from 'node:path';
import { attachmentTypes } from '../config/attachment-types';
import { addressKey } from '../util/addresses';
import { slugify } from '../util/slug';
import type { Archive, SourceDocument, SourceFiles } from './archive';
import { documentScheme } from './syntax/context';
import { decoded, normalPath } from './text';

/** What a URL in a document leads to. */
export type Target =
  | { to: 'document'; document: SourceDocument; fragment: string }
  /** A file to copy next to the document. */
  | { to: 'file'; path: string; suffix: string }
  /** A file of a type that may not be next to a post, such as a page of HTML: it keeps its old path. */
  | { to: 'public'; path: string; address: string; suffix: string }
  | { to: 'url'; url: string }
  /** A page of the old site that is not imported. `url` is absolute if the site is known. */
  | { to: 'old page'; url: string }
  /** A file or a document that is not in the source. `url` is absolute if it may still be on the old site. */
  | { to: 'missing'; url: string }
  | { to: 'unchanged' };

/** Where services keep the images of posts. They may delete them with the account. */
const serviceHosts =
  /(?:^|\.)(?:medium\.com|substackcdn\.com|(?:substack-post-media|bucketeer-[\w-]+|dev-to-uploads|thepracticaldev)\.s3(?:\.[\w-]+)?\.amazonaws\.com|media\.tumblr\.com|cdn\.hashnode\.com|media\d?\.dev\.to|bp\.blogspot\.com|(?:blogger|lh\d)\.googleusercontent\.com|files\.wordpress\.com|i\d\.wp\.com)$/i;

/** Resolves the URLs of an archive. */
export class UrlResolver {
  private readonly byAddress = new Map<string, SourceDocument>();
  private readonly byFile = new Map<string, SourceDocument>();
  private readonly byName = new Map<string, SourceDocument>();
  /** The files of the source by name, once one is looked for. */
  private readonly byFileName = new Map<string, string[]>();
  private readonly origins: string[];
  private readonly basePath: string;

  /**
   * @param siteUrl the URL of the old site, if it is known
   * @param tagSlugs the slugs of the imported topics
   */
  constructor(
    private readonly archive: Archive,
    private readonly files: SourceFiles,
    private readonly siteUrl: string | undefined,
    private readonly tagSlugs: ReadonlySet<string>,
  ) {
    const url = siteUrl && URL.canParse(siteUrl) ? new URL(siteUrl) : undefined;
    this.basePath = url?.pathname.replace(/\/$/, '') ?? '';
    const host = url?.host.replace(/^www\./, '');
    this.origins = host ? [host, `www.${host}`] : [];
    for (const document of archive.documents) {
      for (const address of document.addresses)
        this.add(this.byAddress, addressKey(decoded(address).replace(/\.html?$/, '')), document);
      this.add(this.byFile, withoutExtension(document.file), document);
      this.add(this.byName, posix.basename(withoutExtension(document.file)).toLowerCase(), document);
      this.add(this.byName, document.name.toLowerCase(), document);
    }
  }

  private add(map: Map<string, SourceDocument>, key: string, document: SourceDocument) {
    if (!map.has(key)) map.set(key, document);
  }

  /** @param isMedia whether the URL is shown or played, not followed */
  resolve(written: string, document: SourceDocument, isMedia: boolean): Target {
    const url = written.trim();
    if (url === '' || url.startsWith('#')) return { to: 'unchanged' };
    if (url.startsWith(documentScheme)) return this.reference(url.slice(documentScheme.length), document);
    const absolute = url.startsWith('//') ? `https:${url}` : url;
    if (/^https?:/i.test(absolute)) {
      if (!URL.canParse(absolute)) return { to: 'unchanged' };
      const { host, pathname, search, hash } = new URL(absolute);
      const isOwn =
        this.origins.includes(host.toLowerCase()) &&
        (pathname === this.basePath || pathname.startsWith(`${this.basePath}/`));
      if (isOwn) return this.path(pathname + search + hash, document, isMedia, absolute);
      if (isMedia && serviceHosts.test(host)) return { to: 'missing', url: absolute };
      return absolute === url ? { to: 'unchanged' } : { to: 'url', url: absolute };
    }
    if (/^[a-z][a-z\d+.-]*:/i.test(url)) return { to: 'unchanged' };
    return this.path(url, document, isMedia);
  }

  /** A link to a document by its file, or by the end of its path, as `post_url` and `ref` have it. */
  private reference(written: string, document: SourceDocument): Target {
    const [name = '', fragment = ''] = written.split('#');
    const path = normalPath(decoded(name));
    const bare = withoutExtension(path);
    const candidates = [
      bare,
      normalPath(`${document.folder}/${bare}`),
      `content/${bare}`,
      `_posts/${bare}`,
      `source/_posts/${bare}`,
      bare.replace(/(?:^|\/)_?index$/, ''),
    ];
    for (const candidate of candidates) {
      const found = this.byFile.get(candidate) ?? this.byFile.get(`${candidate}/index`);
      if (found) return { to: 'document', document: found, fragment };
    }
    const last = posix.basename(bare).toLowerCase();
    const found =
      this.byName.get(last) ??
      this.byName.get(last.replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')) ??
      this.byName.get(slugify(last)) ??
      this.byAddress.get(addressKey(`/${bare}/`));
    return found ? { to: 'document', document: found, fragment } : { to: 'missing', url: decoded(written) };
  }

  private path(written: string, document: SourceDocument, isMedia: boolean, absolute?: string): Target {
    const [, rawPath = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(written) ?? [];
    // Windows has another separator.
    const path = decoded(rawPath).normalize('NFC').replaceAll('\\', '/').replace(/^\/+/, '/');
    const fragment = hash.slice(1);
    for (const [prefix, folder] of Object.entries(this.archive.pathPrefixes ?? {}))
      if (path.startsWith(prefix)) {
        const file = this.fileAt(normalPath(folder + path.slice(prefix.length)));
        if (file) return this.file(file, path, query + hash, isMedia);
      }
    const sitePaths: string[] = [];
    if (path.startsWith('/'))
      sitePaths.push(
        this.basePath && path.startsWith(`${this.basePath}/`) ? path.slice(this.basePath.length) : path,
        path,
      );
    else {
      // Relative to the file.
      const near = normalPath(`${document.folder}/${path}`);
      const target =
        this.byFile.get(withoutExtension(near)) ?? this.byFile.get(`${withoutExtension(near)}/index`);
      if (target && !/\.(?!md|mdx|markdown|html?)\w{1,5}$/i.test(path))
        return { to: 'document', document: target, fragment };
      const file = this.fileAt(near);
      if (file) return this.file(file, `/${near}`, query + hash, isMedia);
      // Relative to the address, as a browser reads it.
      const [own = '/'] = document.addresses;
      sitePaths.push(
        decoded(new URL(encodeURI(path), `https://x${encodeURI(own)}`).pathname),
        `/${normalPath(path)}`,
      );
    }
    for (const sitePath of sitePaths.map(decoded)) {
      const target = this.byAddress.get(addressKey(sitePath.replace(/\.html?$/, '')));
      if (target) return { to: 'document', document: target, fragment };
    }
    for (const sitePath of sitePaths.map(decoded)) {
      const file = this.staticFile(sitePath);
      if (file) return this.file(file, sitePath, query + hash, isMedia);
    }
    if (isMedia) {
      const named = this.fileNamed(path, document);
      if (named) return this.file(named, `/${named}`, query + hash, isMedia);
      // An image that is not in the source may still be on the old site.
      const sitePath = sitePaths[0] ?? '';
      return { to: 'missing', url: absolute ?? (this.siteUrl ? this.onOldSite(sitePath) : written) };
    }
    const [sitePath = ''] = sitePaths;
    const kept = this.ownPage(sitePath);
    if (kept) return { to: 'url', url: kept + hash };
    return {
      to: 'old page',
      url: absolute ?? (this.siteUrl ? this.onOldSite(sitePath) + query + hash : written),
    };
  }

  /**
   * A file whose folder is only in a template: the only one of its name, or the one in a folder named like the
   * document. If the URL has a folder, the file must be in one of that name.
   */
  private fileNamed(path: string, { name: documentName }: SourceDocument): string | undefined {
    if (this.byFileName.size === 0)
      for (const path of this.files.list()) {
        if (this.archive.outputFolder && path.startsWith(this.archive.outputFolder)) continue;
        const key = posix.basename(path).toLowerCase();
        this.byFileName.set(key, [...(this.byFileName.get(key) ?? []), path]);
      }
    const end = `/${normalPath(path).split('/').slice(-2).join('/')}`.toLowerCase();
    const found = (this.byFileName.get(posix.basename(path).toLowerCase()) ?? []).filter((one) =>
      `/${one}`.toLowerCase().endsWith(end),
    );
    const near = found.filter((path) =>
      path.split('/').some((folder) => slugify(folder) === slugify(documentName)),
    );
    return near.length === 1 ? near[0] : found.length === 1 ? found[0] : undefined;
  }

  private onOldSite(path: string): string {
    return new URL(encodeURI(this.basePath + path), this.siteUrl).href;
  }

  /** Our counterpart to an old page. */
  private ownPage(path: string): string | undefined {
    const key = addressKey(path);
    if (key === '/') return '/';
    if (this.archive.feeds.some((feed) => addressKey(feed) === key))
      return /atom/.test(key) ? '/atom.xml' : '/feed.xml';
    const last = slugify(decoded(key.split('/').filter(Boolean).at(-1) ?? '').replace(/\.html?$/, ''));
    if (/\/(?:tags?|categor(?:y|ies)|topics?|labels?)\//.test(`${key}/`) && this.tagSlugs.has(last))
      return `/tags/${last}/`;
    if (/^\/(?:tags|categories|topics)$/.test(key)) return '/tags/';
    return /^\/(?:archives?|blog|posts|articles|news)$/.test(key) ? '/archive/' : undefined;
  }

  /** The file that the old site served at a path. */
  private staticFile(path: string): string | undefined {
    for (const folder of this.archive.staticFolders) {
      const file = this.fileAt(normalPath(`${folder}/${path}`));
      if (file) return file;
    }
    // WordPress and Ghost use absolute URLs for uploads.
    const [, rest] =
      /\/(?:wp-content\/)?uploads\/(.*)$/.exec(path) ??
      /\/content\/(?:images|media|files)\/(.*)$/.exec(path) ??
      [];
    if (!rest) return undefined;
    // Prefer the original of a resized image.
    const original = rest.replace(/-\d+x\d+(?=\.\w+$)/, '').replace(/^size\/w\d+\//, '');
    return (
      this.files.list().find((one) => one.endsWith(`/${original}`) || one === original) ??
      this.files.list().find((one) => one.endsWith(`/${rest}`))
    );
  }

  private fileAt(path: string): string | undefined {
    if (this.files.has(path)) return path;
    const decomposed = path.normalize('NFD');
    return this.files.has(decomposed) ? decomposed : undefined;
  }

  private file(path: string, sitePath: string, suffix: string, isMedia: boolean): Target {
    const type = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
    const address = `/${normalPath(sitePath)}`;
    if (!isMedia && !attachmentTypes.has(type)) return { to: 'public', path, address, suffix };
    return { to: 'file', path, suffix: suffix.startsWith('?') ? '' : suffix };
  }
}

const withoutExtension = (path: string) => path.replace(/\.(?:md|mdx|markdown|mdown|mkd|html?)$/i, '');
