import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { postPath } from '../../config/post-path';
import { basePath } from '../../config/site';
import { addressKey, pagePath } from '../../util/addresses';
import { UserError } from '../../util/errors';
import { draftDate } from '../fields';
import { decoded } from '../text';
import { readRecord } from '../write';
import {
  type Article,
  countWords,
  linkKey,
  oldArticle,
  ourArticle,
  readArticle,
  readPage,
  wordsIn,
} from './article';
import { type ArticleProof, compare, repeatedIn } from './compare';
import { localSite, remoteSite } from './old-site';

/** What became of an old address. */
export interface AddressProof {
  address: string;
  /** The address of its file, which may be another one: `/a.html` for `/a`. */
  file: string;
  /** `here`: the same address has a page. `redirected`: it leads to another one. `gone`: it answers with 410. */
  state: 'here' | 'redirected' | 'gone' | 'missing';
  to?: string;
}

export interface Proof {
  addresses: AddressProof[];
  articles: ArticleProof[];
  skipped: SkippedDocument[];
}

/** A document that was imported, but not compared. */
export interface SkippedDocument {
  /** In the content folder. */
  path: string;
  why: string;
  /** Whether the old site has it, so that it is missing. */
  isMissing: boolean;
}

export interface ProveOptions {
  /** The old site: the folder with its build output, or its URL. */
  site: string;
  contentDir: string;
  /** Our built site. */
  outDir: string;
  onProgress(done: number, all: number): void;
}

/** How many pages of the old site are looked at to find what its theme has on every page. */
const maxSamples = 50;

/** How many requests to an old site run at once. */
const maxRequests = 4;

/**
 * Compares an old site with ours: every old address, and every article that was imported.
 *
 * @throws {UserError} if there is no import or no build, or the old site cannot be read
 */
export async function prove({ site, contentDir, outDir, onProgress }: ProveOptions): Promise<Proof> {
  const record = readRecord(contentDir);
  if (!record)
    throw new UserError(`Nothing was imported into ${contentDir}. Run "npm run import -- SOURCE" first.`);
  if (!existsSync(join(outDir, 'index.html')))
    throw new UserError(`There is no site in ${outDir}. Run "npm run build" first.`);
  const imported = Object.keys(record.addresses);
  const old = /^https?:\/\//.test(site) ? remoteSite(site, imported) : localSite(site);
  const known = await old.addresses();
  const redirects = redirectsIn(outDir);
  // Hosts serve the file /a.html at /a, too. The import knows which address the old site used.
  const written = new Map(imported.map((address) => [bareKey(address), address]));
  const addresses = [...known].sort().map((file) => {
    const address = written.get(bareKey(file)) ?? file;
    return { file, ...stateOf(address, outDir, redirects) };
  });
  const states = new Map(addresses.map((one) => [bareKey(one.address), one]));

  // One comparison for each article, however many addresses it had.
  const unique = new Map<string, { oldAddress: string; address: string; file: string }>();
  const skipped = new Map<string, Omit<SkippedDocument, 'path'>>();
  for (const [oldAddress, path] of Object.entries(record.addresses)) {
    const state = states.get(bareKey(oldAddress));
    // The owner may have changed the address since.
    const address = state?.to ?? addressOf(path, contentDir);
    const file = fileAt(outDir, address);
    if (!state) skipped.set(path, { why: `the old site has no page at ${oldAddress}`, isMissing: false });
    else if (!file) skipped.set(path, { why: 'the new site has no page for it', isMissing: true });
    else if (!unique.has(path)) unique.set(path, { oldAddress: state.file, address, file });
  }
  const documents = [...unique];
  const limit = pLimit(maxRequests);
  const readAll = <T>(list: readonly T[], read: (item: T) => Promise<void>) =>
    Promise.all(list.map((item) => limit(read, item)));
  const samples: Article[] = [];
  const step = Math.ceil(documents.length / maxSamples);
  await readAll(
    documents.filter((_, index) => index % step === 0),
    async ([, { oldAddress }]) => {
      samples.push(readPage((await old.read(oldAddress)) ?? ''));
    },
  );
  const theme = repeatedIn(samples);
  const pages: { oldAddress: string; address: string; old: Article; ours: Article }[] = [];
  let done = 0;
  await readAll(documents, async ([path, { oldAddress, address, file }]) => {
    const html = await old.read(oldAddress);
    if (html === undefined) {
      unique.delete(path);
      skipped.set(path, { why: `${oldAddress} of the old site cannot be read`, isMissing: true });
    } else {
      const ours = readArticle(ourArticle(readFileSync(file, 'utf8')));
      const words = countWords(ours.blocks.flatMap(wordsIn));
      pages.push({ oldAddress, address, old: readArticle(oldArticle(html, words, theme)), ours });
    }
    onProgress(++done, documents.length);
  });
  const { siteUrl = '' } = record;
  const base = URL.canParse(siteUrl) ? new URL(siteUrl).origin : 'https://old.invalid';
  const repeated = repeatedIn(pages.map((page) => page.old));
  const articles = pages.map(({ oldAddress, address, old: article, ours }) =>
    compare({ oldAddress, address }, article, ours, repeated, (href, links) =>
      hasLink(href, base + oldAddress, links, states),
    ),
  );
  articles.sort((a, b) => b.missingWords - a.missingWords || (a.address < b.address ? -1 : 1));
  return {
    addresses,
    articles,
    skipped: [...skipped].flatMap(([path, rest]) => (unique.has(path) ? [] : { path, ...rest })),
  };
}

/**
 * Whether one of our links leads where a link of an old article led. Those to other pages of the old site
 * may lead to their new addresses.
 *
 * @param oldUrl the URL of the old article
 */
function hasLink(
  href: string,
  oldUrl: string,
  links: ReadonlySet<string>,
  states: ReadonlyMap<string, AddressProof>,
): boolean {
  if (links.has(linkKey(href))) return true;
  if (!URL.canParse(href, oldUrl)) return true;
  const { host, pathname, hash } = new URL(href, oldUrl);
  const withoutWww = (name: string) => name.replace(/^www\./, '');
  if (withoutWww(host) !== withoutWww(new URL(oldUrl).host)) return false;
  // Links within a page are not compared.
  if (hash && bareKey(pathname) === bareKey(new URL(oldUrl).pathname)) return true;
  const state = states.get(bareKey(pathname));
  const targets = state ? [state.address, state.to] : [pathname];
  const keys = targets.flatMap((target) => (target === undefined ? [] : linkKey(basePath + target)));
  return [...links].some((link) => keys.includes(link.split('#')[0] ?? ''));
}

/** Our address of a file in the content folder, as the import has written it. */
function addressOf(path: string, contentDir: string): string {
  const parts = path.replace(/(?:\/index)?\.md$/, '').split('/');
  const [folder] = parts;
  const slug = parts.at(-1) ?? '';
  if (folder !== 'posts') return pagePath(slug);
  const file = join(contentDir, path);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, day] = /^date: ["']?(\d{4}-\d{2}-\d{2})/m.exec(text) ?? [];
  return postPath(slug, day ?? draftDate);
}

const bare = (address: string) => decoded(address).replace(/(?:\/index)?\.html?$/, '');
const bareKey = (address: string) => addressKey(bare(address));

/** The redirects of our site, by key of the old address; `undefined` for those that are gone. */
function redirectsIn(outDir: string): Map<string, string | undefined> {
  const file = join(outDir, '_redirects');
  const redirects = new Map<string, string | undefined>();
  if (!existsSync(file)) return redirects;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [from, to, status] = line.split(/\s+/);
    if (from?.startsWith('/') && to)
      redirects.set(addressKey(decoded(from)), status === '410' ? undefined : to);
  }
  return redirects;
}

function stateOf(
  address: string,
  outDir: string,
  redirects: ReadonlyMap<string, string | undefined>,
): Omit<AddressProof, 'file'> {
  for (const key of [addressKey(decoded(address)), bareKey(address)])
    if (redirects.has(key)) {
      const to = redirects.get(key);
      return to === undefined ? { address, state: 'gone' } : { address, state: 'redirected', to };
    }
  return { address, state: fileAt(outDir, address) ? 'here' : 'missing' };
}

function fileAt(outDir: string, address: string): string | undefined {
  const path = decoded(address);
  return [path, `${path}/index.html`, `${path}.html`]
    .map((one) => join(outDir, one))
    .find((one) => existsSync(one) && /\.\w+$/.test(one));
}
