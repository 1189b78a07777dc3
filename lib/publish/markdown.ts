import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { BodyText } from '../content/body';
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

/** Replaces each relative URL where it stands, from the last to the first so that places stay right. */
function absoluteLinks(written: string, { references, links, assets, frontMatter }: MarkdownCopy): string {
  let text = written;
  const edits: { start: number; growth: number }[] = [];
  for (const { kind, url: wanted, start, end } of references.toSorted((a, b) => b.start - a.start)) {
    const target = kind === 'link' ? links[wanted] : assets[wanted]?.address;
    if (target === undefined) continue;
    // An image in a link has been replaced by now, and the link has grown by it.
    const grown = edits.reduce((sum, edit) => sum + (edit.start < end ? edit.growth : 0), 0);
    const found = findDestination(text.slice(start, end + grown), wanted);
    if (!found) continue;
    const [from, until] = [start + found.start, start + found.end];
    const to = inMarkdown(target.startsWith('#') ? frontMatter.url + target : absoluteUrl(target));
    text = text.slice(0, from) + to + text.slice(until);
    edits.push({ start, growth: to.length - (until - from) });
  }
  return text;
}

/** Encodes what would end an address in Markdown or in an attribute, whatever its quotes. */
function inMarkdown(address: string): string {
  return address
    .replace(/[\s"'()<>`]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
}
