import { posix } from 'node:path';
import { isOwnAddress } from '../content/site-addresses';
import { addressKey } from '../util/addresses';
import { count } from '../util/count';
import { slugify } from '../util/slug';
import type { Archive, SourceFiles } from './archive';
import type { Report } from './report';

/** Formats of posts that cannot be imported, or pages of a theme. */
const otherText = /\.(?:adoc|asciidoc|html?|ipynb|mdown|njk|org|pug|rst|textile)$/i;

/** Files that were imported or reported. */
const handled = (archive: Archive, report: Report): ReadonlySet<string> =>
  new Set([...archive.documents, ...report.entries].map(({ file }) => file));

/** Reports files next to imported documents that look like posts but were not read. */
export function reportUnread(archive: Archive, files: SourceFiles, report: Report) {
  const read = handled(archive, report);
  const folders = new Set(
    archive.documents.filter(({ kind }) => kind === 'post').map(({ file }) => posix.dirname(file)),
  );
  for (const path of files.list()) {
    const isText = otherText.test(path) || /\.(?:md|mdx|markdown)$/i.test(path);
    const folder = posix.dirname(path);
    if (
      !isText ||
      read.has(path) ||
      !folders.has(folder) ||
      // At the root of a project are its own pages and files.
      (folder === '.' && !/\.(?:adoc|asciidoc|org|rst|textile)$/i.test(path)) ||
      /(?:^|\/)_?index\.[^/]*$/.test(path)
    )
      continue;
    report.lost({
      file: path,
      line: 1,
      kind: 'file',
      what: '',
      why: 'it is in a folder of posts, but could not be read as a post',
      todo: 'if readers need it, convert it to Markdown',
    });
  }
}

/** Reports comments that the old site keeps in data files, as Staticman writes them. */
export function reportComments(files: SourceFiles, report: Report): void {
  const [first, ...rest] = files.list().filter((path) => /(?:^|\/)_?data\/comments\//.test(path));
  if (first === undefined) return;
  report.lost({
    file: first,
    line: 1,
    kind: 'comments',
    what: '',
    why: `${count(rest.length + 1, 'file')} of comments in this folder ${rest.length === 0 ? 'was' : 'were'} left out`,
    todo: 'keep the files, or quote important comments in the posts',
  });
}

/**
 * Reports pages that are programs or templates, such as `src/pages/about.astro`. Lists of posts are
 * redirected instead, and pages that this site also has need nothing.
 */
export function reportPagesInCode(archive: Archive, files: SourceFiles, report: Report): void {
  if (!archive.pagesInCode) return;
  const read = new Set(archive.documents.map(({ file }) => file));
  const known = new Set(
    archive.documents.flatMap(({ addresses }) =>
      addresses.flatMap((address) => [addressKey(address), ...foldersOf(address).map(addressKey)]),
    ),
  );
  for (const path of files.list()) {
    const route = archive.pagesInCode.exec(path)?.slice(1).find(Boolean);
    if (route === undefined || read.has(path) || /^pagination\b/m.test(files.start(path))) continue;
    // A folder in parentheses is a group of Next, and not part of the address.
    const address = `/${route}/`.replace(/\/\([^/]*\)(?=\/)/g, '').replace(/(?<=\/)index\/$/, '');
    if (
      address === '/' ||
      notAPage.test(address) ||
      technical.test(path) ||
      known.has(addressKey(address)) ||
      isOwnAddress(address)
    )
      continue;
    report.lost({
      file: path,
      line: 1,
      kind: 'page',
      what: address,
      why: 'the page is code, which an import cannot run',
      todo: `if readers need it, write it as content/pages/${slugify(posix.basename(address))}.md`,
    });
  }
}

/** The paths of all folders of an address, without `/`. */
const foldersOf = (address: string): string[] =>
  [...address.matchAll(/(?<=.)\//g)].map(({ index }) => address.slice(0, index));

/** Templates of several pages, parts of a framework, endpoints, feeds, and pages that every site has. */
const notAPage =
  /[[{$]|\/[_.@]|\.\w+\/$|^\/(?:api|node_modules|404|500)\/|\/(?:page|feed|rss|sitemap|layouts?)\/$/;

/** Files that readers may have opened or downloaded by themselves, unlike those of a theme. */
const download = /\.(?:html?|txt|pdf|epub|mobi|zip|gz|tgz|csv|docx?|pptx?|xlsx?|od[pst]|mp3|mp4|ipynb)$/i;
/** Files that hosts, search engines and programs read. */
const technical =
  /(?:^|\/)(?:robots|humans|ads|security|requirements|license|cname|runtime|google[\da-f]+|404|\d{3}|offline)\.\w+$|(?:^|\/)(?:node_modules|themes?|layouts?|includes?|partials?|templates?|tests?|scripts?)\//i;

/**
 * Reports files that the old site served as they are, and that no imported document shows or links to.
 *
 * @param published those that were imported with a document
 */
export function reportStaticFiles(
  archive: Archive,
  files: SourceFiles,
  published: ReadonlySet<string>,
  report: Report,
): void {
  if (archive.isExport) return;
  const read = handled(archive, report);
  const folders = archive.staticFolders.map((folder) =>
    folder === '' ? '' : `${folder.replace(/\/$/, '')}/`,
  );
  for (const path of files.list()) {
    const folder = folders.find((one) => path.startsWith(one));
    if (folder === undefined || read.has(path) || published.has(path) || !download.test(path)) continue;
    if (archive.outputFolder && path.startsWith(archive.outputFolder)) continue;
    const address = path.slice(folder.length);
    if (technical.test(address) || /(?:^|\/)[_.]/.test(address)) continue;
    // A template of the old theme.
    if (files.start(path).startsWith('---')) continue;
    report.lost({
      file: path,
      line: 1,
      kind: 'static file',
      what: '',
      why: `the old site served it at /${address}, and no post links to it`,
      todo: `if readers need it, copy it to public/${address}`,
    });
  }
}
