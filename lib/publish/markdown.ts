import type { ResolvedEntry } from '../content/publication';

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

/** Replaces each relative URL where it stands, so that the same letters in code are left alone. */
function absoluteLinks(
  { source, body, resolved }: ResolvedEntry,
  url: string,
  absolute: (path: string) => string,
): string {
  const lines = source.body.split('\n');
  for (const reference of body.references) {
    const target =
      reference.kind === 'link'
        ? resolved.links.get(reference.url)
        : resolved.assets.get(reference.url)?.address;
    if (target === undefined) continue;
    const to = target.startsWith('#') ? url + target : absolute(target);
    // The URL follows `](`, `]: `, `="` or the like, on the reference's line or soon after it.
    for (let at = reference.line - 1; at < Math.min(lines.length, reference.line + 8); at++) {
      const line = lines[at] ?? '';
      const found = [
        `](${reference.url}`,
        `](<${reference.url}`,
        `]: ${reference.url}`,
        `="${reference.url}"`,
      ].find((text) => line.includes(text));
      if (!found) continue;
      lines[at] = line.replace(found, () => found.replace(reference.url, () => to));
      break;
    }
  }
  return lines.join('\n');
}
