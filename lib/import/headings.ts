import GithubSlugger from 'github-slugger';
import type { Heading } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { visit } from '../util/visit';
import type { HeadingIds } from './archive';
import { treeOf } from './syntax/code-ranges';
import type { Edit, TrackedText } from './tracked-text';

/** The id that a system gives a heading, without a number for the second of the same text. */
function idOf(text: string, system: HeadingIds): string {
  switch (system) {
    // `generate_gfm_header_id` of kramdown's GFM parser.
    case 'kramdown':
      return text
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- \t]/gu, '')
        .replace(/[ \t]/g, '-');
    // `sanitizeAnchorName` of Hugo, for GitHub's style.
    case 'hugo':
      return text
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-');
    default:
      return new GithubSlugger().slug(text);
  }
}

/**
 * Gives headings the ids that they had, where ours would differ, so that links to them keep working.
 *
 * @param ours the ids that they would get here, in order
 * @param linked the ids to which links of the old site lead, which are certain
 * @returns the ids that were added, and those of `ours` that they replace
 */
export function keepHeadingIds(
  text: TrackedText,
  system: HeadingIds,
  ours: readonly string[],
  linked: ReadonlySet<string>,
): { kept: string[]; replaced: string[] } {
  if (system === 'none' && linked.size === 0) return { kept: [], replaced: [] };
  const edits: Edit[] = [];
  const kept: string[] = [];
  const replaced: string[] = [];
  const linkedByLetters = new Map([...linked].map((id) => [lettersOf(id), id]));
  const taken = new Map<string, number>();
  const headings: { node: Heading; title: string; own: string | undefined; guess: string | undefined }[] = [];
  visit(treeOf(text.text), 'heading', (node) => {
    const title = textOf(node, { includeHtml: false }).replace(/\s+/g, ' ').trim();
    if (title === '') return;
    const own = ours[headings.length];
    const base = idOf(title, system);
    const count = taken.get(base) ?? 0;
    taken.set(base, count + 1);
    headings.push({
      node,
      title,
      own,
      guess: system === 'none' ? own : count === 0 ? base : `${base}-${count}`,
    });
  });
  // If not all headings were found, it is not known which is which.
  if (headings.length !== ours.length) return { kept: [], replaced: [] };
  const claimed = new Set(headings.map(({ guess }) => guess));
  for (const { node, title: heading, own, guess } of headings) {
    let theirs = guess;
    const similar = guess === undefined ? undefined : linkedByLetters.get(lettersOf(guess));
    if (guess !== undefined && !linked.has(guess) && similar && !claimed.has(similar)) {
      theirs = similar;
      claimed.add(similar);
    }
    const source = text.text.slice(node.position?.start.offset, node.position?.end.offset);
    const isExplicit = /\{#[^}\s]+\}/.test(heading) || source.includes('<a ');
    if (isExplicit || own === undefined || theirs === undefined || own === theirs || !validId.test(theirs))
      continue;
    // Before the closing `#`s, or before the underline of a setext heading.
    const [, title = ''] = /^(.*?)[ \t]*(?:#+[ \t]*)?(?:\n[\s\S]*)?$/.exec(source) ?? [];
    const offset = (node.position?.start.offset ?? 0) + title.length;
    edits.push({ start: offset, end: offset, text: ` {#${theirs}}` });
    kept.push(theirs);
    replaced.push(own);
  }
  text.apply(edits);
  return { kept, replaced };
}

/** What remains of an id in all systems: its letters and digits. */
const lettersOf = (id: string) =>
  id
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** An ID that `{#id}` can have. */
export const validId = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:-]*$/u;
