import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { BodyText } from '../content/body';
import { splitSource } from '../content/source';
import { hashOf } from '../hash';
import type { Reference } from '../markdown/references';
import { absoluteUrl } from '../site';
import { asWritten } from '../urls';

/** The facts of an article, for programs. */
export interface FrontMatter {
  title: string;
  description: string;
  url: string;
  date: string;
  updated?: string;
  authors: string[];
  tags?: string[];
  series?: string;
  language: string;
  rights: string;
}

/** An article for those who read with other tools. */
export interface MarkdownCopy {
  /** What stands above the text, as YAML; absolute URLs. */
  frontMatter: FrontMatter;
  /** The author's file, and a hash of its bytes. */
  from: string;
  digest: string;
  references: Reference[];
  links: BodyText['links'];
  assets: BodyText['assets'];
}

/**
 * Prints a post as Markdown: its facts as front matter and its title, then the text as
 * written, with links and images made absolute.
 *
 * @throws {Error} where the file is not what it was when the build began
 */
export async function printMarkdown(post: MarkdownCopy): Promise<string> {
  const bytes = await readFile(post.from);
  const source = splitSource(post.from, bytes);
  if (hashOf(bytes) !== post.digest || 'message' in source)
    throw new Error(`${post.from} has changed while it was printed: build again`);
  const facts = stringify(post.frontMatter, { lineWidth: 0 });
  return `---\n${facts}---\n\n# ${post.frontMatter.title}\n\n${absoluteLinks(source.body, post).trim()}\n`;
}

/** Replaces each relative URL where it stands. */
function absoluteLinks(written: string, { references, links, assets, frontMatter }: MarkdownCopy): string {
  const edits: { from: number; to: number; address: string }[] = [];
  for (const { kind, url: wanted, start, end } of references) {
    const target = kind === 'link' ? links[wanted] : assets[wanted]?.address;
    if (target === undefined) continue;
    const held = written.slice(start, end);
    // What a link is called comes before where it leads.
    const found = [wanted, asWritten(wanted)].find((one) => held.includes(one));
    if (found === undefined) continue;
    const from = start + held.lastIndexOf(found);
    const address = target.startsWith('#') ? frontMatter.url + target : absoluteUrl(target);
    edits.push({ from, to: from + found.length, address });
  }
  let text = '';
  let done = 0;
  for (const { from, to, address } of edits.sort((a, b) => a.from - b.from)) {
    if (from < done) continue;
    text += written.slice(done, from) + address;
    done = to;
  }
  return text + written.slice(done);
}
