import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface RealPost {
  id: string;
  title: string;
  tags: string[];
  date: string;
  markdown: string;
}

/** The slug of a post by its id in the corpus. */
export const slugOf = (id: string) => id.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/**
 * Writes real posts as a publication, and replaces the content of the folder.
 *
 * @param folder for `CONTENT_DIR`
 * @param file one JSON object per line: id, title, tags, date and markdown
 * @returns the number of posts
 */
export function writeReal(folder: string, file: string): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'posts'), { recursive: true });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  for (const line of lines) {
    const { id, title, tags, date, markdown } = JSON.parse(line) as RealPost;
    const fields = [
      `title: ${JSON.stringify(title)}`,
      `date: ${date.slice(0, 10)}`,
      `tags: ${JSON.stringify(tags)}`,
    ];
    writeFileSync(
      join(folder, 'posts', `${slugOf(id)}.md`),
      `---\n${fields.join('\n')}\n---\n\n${harmless(markdown)}\n`,
    );
  }
  return lines.length;
}

/** Removes links to files that do not exist here, and notation with another meaning here. */
function harmless(markdown: string): string {
  return markdown
    .replace(/!\[\]\(/g, '![An image](')
    .replace(/\]\((?!https?:|mailto:)[^)\s]*/g, '](https://example.org/')
    .replace(/^(\[[^\]]+\]:\s*)(?!https?:)\S+/gm, '$1https://example.org/')
    .replace(/<(?=(?:img|a|iframe|video|audio|source)\b)/gi, '&lt;')
    .replace(/\[(?=[!^])/g, '\\[')
    .replace(/^(\s*):::/gm, '$1\\:::')
    .replace(/\$\$/g, '\\$\\$')
    .replace(/^(\s*```+\s*)(?:mermaid|math)\b/gm, '$1text');
}
