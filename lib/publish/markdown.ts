import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { type BodyText, own } from '../content/body';
import { splitSource } from '../content/source';
import { hashOf } from '../hash';
import { findDestination } from '../markdown/destination';
import type { Reference } from '../markdown/references';
import { changedMeanwhile } from '../settings';
import { absoluteUrl } from '../site';

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
 * @throws {SettingsError} where the file is not what it was when the build began
 */
export async function printMarkdown(post: MarkdownCopy): Promise<string> {
  const bytes = await readFile(post.from);
  const source = splitSource(post.from, bytes);
  if (hashOf(bytes) !== post.digest || 'message' in source) throw changedMeanwhile(post.from);
  const facts = stringify(post.frontMatter, { lineWidth: 0 });
  return `---\n${facts}---\n\n# ${post.frontMatter.title}\n\n${absoluteLinks(source.body, post).trim()}\n`;
}

/** Replaces each relative URL where it stands. */
function absoluteLinks(written: string, { references, links, assets, frontMatter }: MarkdownCopy): string {
  const edits: { from: number; to: number; address: string }[] = [];
  for (const { kind, url: wanted, start, end } of references) {
    const target = kind === 'link' ? own(links, wanted) : own(assets, wanted)?.address;
    if (target === undefined) continue;
    const found = findDestination(written.slice(start, end), wanted);
    if (!found) continue;
    const address = inMarkdown(target.startsWith('#') ? frontMatter.url + target : absoluteUrl(target));
    edits.push({ from: start + found.start, to: start + found.end, address });
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

/** Encodes what would end an address in Markdown or in an attribute, whatever its quotes. */
function inMarkdown(address: string): string {
  return address
    .replace(/[\s"'()<>`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
}
