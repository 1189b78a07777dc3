import { posix } from 'node:path';
import type { Archive, SourceFiles } from './archive';
import type { Report } from './report';

/** Formats of posts that cannot be imported, or pages of a theme. */
const otherText = /\.(?:adoc|asciidoc|html?|ipynb|mdown|njk|org|pug|rst|textile|txt)$/i;

/** Reports files next to imported documents that look like posts but were not read. */
export function reportUnread(archive: Archive, files: SourceFiles, report: Report) {
  const read = new Set(archive.documents.map(({ file }) => file));
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
