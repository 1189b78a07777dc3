import type { ResolvedEntry } from '../content/publication';
import { asWritten } from '../urls';

/**
 * A post as Markdown for those who read with other tools: its title and facts first, then
 * the text as written, with links and images made absolute.
 *
 * @param absolute turns a path of the site into a URL
 */
export function postMarkdown(
  entry: ResolvedEntry,
  facts: { title: string; url: string; byline: string; summary: string },
  absolute: (path: string) => string,
): string {
  const head = [`# ${facts.title}`, `> ${facts.summary}`, `${facts.byline}  \n<${facts.url}>`];
  return `${head.join('\n\n')}\n\n${absoluteLinks(entry, facts.url, absolute).trim()}\n`;
}

/** Replaces each relative URL where it stands, from the last to the first so that places stay right. */
function absoluteLinks(
  { source, body, resolved }: ResolvedEntry,
  url: string,
  absolute: (path: string) => string,
): string {
  let text = source.body;
  const edits: { start: number; growth: number }[] = [];
  for (const { kind, url: wanted, start, end } of body.references.toSorted((a, b) => b.start - a.start)) {
    const target = kind === 'link' ? resolved.links.get(wanted) : resolved.assets.get(wanted)?.address;
    if (target === undefined) continue;
    // An image in a link has been replaced by now, and the link has grown by it.
    const grown = edits.reduce((sum, edit) => sum + (edit.start < end ? edit.growth : 0), 0);
    const held = text.slice(start, end + grown);
    // What a link is called comes before where it leads.
    const written = [wanted, asWritten(wanted)].find((one) => held.includes(one));
    if (written === undefined) continue;
    const from = start + held.lastIndexOf(written);
    const to = target.startsWith('#') ? url + target : absolute(target);
    text = text.slice(0, from) + to + text.slice(from + written.length);
    edits.push({ start, growth: to.length - written.length });
  }
  return text;
}
