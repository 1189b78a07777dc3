import type { Edit, TrackedText } from '../tracked-text';

/** A block of a template: `{% name written %}inner{% endname %}`. */
export interface Block {
  name: string;
  /** The arguments. */
  written: string;
  inner: string;
  /** The whole block. */
  found: string;
  line: number;
}

const tag = /\{%-?[ \t\n]{0,100}([\w-]+)((?:[^%]|%(?!\})){0,2000})%\}/g;

/** Replaces the outermost blocks of a name. They do not contain blocks of the same name. */
export function replaceBlocks(
  text: TrackedText,
  name: string,
  replacement: (block: Block) => string | undefined,
): void {
  const edits: Edit[] = [];
  let open: RegExpExecArray | undefined;
  for (const match of text.text.matchAll(tag)) {
    if (match[1] === name) open ??= match;
    else if (match[1] === `end${name}` && open) {
      add(text, edits, name, open, match, replacement);
      open = undefined;
    }
  }
  text.apply(edits);
}

/** Replaces all blocks, the innermost first, until none is left or none is replaced. */
export function replaceInnermostBlocks(
  text: TrackedText,
  rounds: number,
  replacement: (block: Block) => string,
): void {
  for (let round = 0; round < rounds; round++) {
    const edits: Edit[] = [];
    let open: RegExpExecArray[] = [];
    for (const match of text.text.matchAll(tag)) {
      const name = match[1]?.replace(/^end/, '');
      if (match[1] === name) open.push(match);
      else {
        const at = open.findLastIndex((one) => one[1] === name);
        const start = open[at];
        if (!start || !name) continue;
        // Blocks in it are replaced in the next round.
        add(text, edits, name, start, match, replacement);
        open = [];
      }
    }
    if (edits.length === 0) return;
    text.apply(edits);
  }
}

/** The names of all blocks that end in a text. */
export const endedBlocks = (text: string): Set<string> =>
  new Set([...text.matchAll(tag)].flatMap(([, name = '']) => /^end(.+)/.exec(name)?.[1] ?? []));

function add(
  text: TrackedText,
  edits: Edit[],
  name: string,
  open: RegExpExecArray,
  end: RegExpExecArray,
  replacement: (block: Block) => string | undefined,
) {
  const start = open.index;
  const stop = end.index + end[0].length;
  const by = replacement({
    name,
    written: (open[2] ?? '').replace(/-$/, '').trim(),
    inner: text.text.slice(start + open[0].length, end.index),
    found: text.text.slice(start, stop),
    line: text.lineAt(start),
  });
  if (by !== undefined) edits.push({ start, end: stop, text: by });
}
