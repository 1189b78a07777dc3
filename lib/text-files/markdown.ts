import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { absoluteUrl } from '../config/site';
import type { BodyText } from '../content/body';
import { own } from '../content/body';
import { splitSource } from '../content/source';
import { findDestination } from '../markdown/destination';
import type { Reference } from '../markdown/references';
import { type Replacement, replaceParts } from '../markdown/replacements';
import { changedMeanwhile } from '../util/files';
import { hashOf } from '../util/hash';

/** The front matter of an article's Markdown file. */
export interface FrontMatter {
  title: string;
  description: string;
  url: string;
  date: string;
  updated?: string;
  /** What was changed, by day. */
  changes?: Record<string, string>;
  authors: string[];
  tags?: string[];
  series?: string;
  language: string;
  rights: string;
  /** A URL. */
  license?: string;
}

/** The input of an article's Markdown file. */
export interface MarkdownInput {
  /** Written as YAML, with absolute URLs. */
  frontMatter: FrontMatter;
  /** The author's file, and a hash of its bytes. */
  from: string;
  digest: string;
  /** What takes the place of wikilinks, before anything else is replaced. */
  wikilinks: Replacement[];
  references: Reference[];
  replaced: Replacement[];
  links: BodyText['links'];
  assets: BodyText['assets'];
}

/**
 * Renders a post as Markdown: front matter and title, then the text as written, with absolute links
 * and images.
 *
 * @throws {UserError} if the file has changed since the build read it
 */
export async function renderMarkdownFile(post: MarkdownInput): Promise<string> {
  const bytes = await readFile(post.from);
  const source = splitSource(post.from, bytes);
  if (hashOf(bytes) !== post.digest || 'message' in source) throw changedMeanwhile(post.from);
  const frontMatter = stringify(post.frontMatter, { lineWidth: 0 });
  return `---\n${frontMatter}---\n\n# ${post.frontMatter.title}\n\n${absoluteLinks(replaceParts(source.body, post.wikilinks), post).trim()}\n`;
}

/** Replaces each relative URL and each of the owner's directives in place. */
function absoluteLinks(
  written: string,
  { references, replaced, links, assets, frontMatter }: MarkdownInput,
): string {
  const edits: Replacement[] = [...replaced];
  for (const { kind, url: wanted, start, end } of references) {
    const target = kind === 'link' ? own(links, wanted) : own(assets, wanted)?.address;
    if (target === undefined) continue;
    const found = findDestination(written.slice(start, end), wanted);
    if (!found) continue;
    const address = inMarkdown(target.startsWith('#') ? frontMatter.url + target : absoluteUrl(target));
    edits.push({ start: start + found.start, end: start + found.end, text: address });
  }
  return replaceParts(written, edits);
}

/** Encodes characters that would end a URL in Markdown or in an attribute with any quotes. */
function inMarkdown(address: string): string {
  return address
    .replace(/[\s"'()<>`]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/&(?=#?\w+;)/g, '&amp;');
}
