import { removeField, setField, type TextChange } from './front-matter';

/** A message of the check. Lines and columns are 1-based. */
export interface Message {
  line: number;
  column: number;
  message: string;
  fix: string;
}

/** What a message is about: the quoted name at its position, or else the word there. Offsets are those of an editor. */
export function rangeOf(text: string, { line, column, message }: Message): { from: number; to: number } {
  const start = startOf(text, line);
  const end = endOf(text, start);
  const from = Math.min(start + column - 1, end);
  const named = quotedIn(message).find((name) => name && text.startsWith(name, from));
  const [word = ''] = /^[^\s,\])]+/.exec(text.slice(from, end)) ?? [];
  const length = named?.length ?? word.length;
  return { from, to: Math.min(from + Math.max(length, 1), end) };
}

function startOf(text: string, line: number): number {
  let at = 0;
  for (let number = 1; number < line; number++) {
    const next = text.indexOf('\n', at);
    if (next === -1) break;
    at = next + 1;
  }
  return at;
}

function endOf(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

const quotedIn = (message: string) =>
  [...message.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([quoted, inner = '']) => {
    try {
      return String(JSON.parse(quoted));
    } catch {
      return inner;
    }
  });

/**
 * The change that does what the fix of a message says. `undefined` if the fix leaves a choice to the author.
 *
 * @param text of the editor
 */
export function quickFix(text: string, found: Message): { label: string; changes: TextChange[] } | undefined {
  const { fix, message, line, column } = found;
  try {
    if (/^delete the line\b/.test(fix) && !/,? or /.test(fix)) {
      const from = startOf(text, line);
      return {
        label: 'Delete the line',
        changes: [{ from, to: Math.min(endOf(text, from) + 1, text.length), insert: '' }],
      };
    }
    const [, missing, example] = /^add a line "([\w-]+): (.*)"$/.exec(fix) ?? [];
    if (missing && example)
      return { label: `Add “${missing}”`, changes: setField(text, missing, example.replace('…', '""')) };
    const [, quoted, plain] = /^write (?:"([^"]+)"|(\S+))$/.exec(fix) ?? [];
    const suggestion = quoted ?? plain;
    if (!suggestion || /…|YYYY/.test(suggestion)) return undefined;
    const [, name, value] = /^([\w-]+): (.+)$/.exec(suggestion) ?? [];
    const lineText = text.slice(startOf(text, line), endOf(text, startOf(text, line)));
    if (name && value && lineText.startsWith(`${name}:`))
      return { label: `Write “${suggestion}”`, changes: setField(text, name, value) };
    const start = startOf(text, line) + column - 1;
    for (const old of quotedIn(message)) {
      const from = old ? text.indexOf(old, start) : -1;
      if (from !== -1 && from <= endOf(text, start) && old !== suggestion)
        return {
          label: `Write “${suggestion}”`,
          changes: [{ from, to: from + old.length, insert: suggestion }],
        };
    }
    return undefined;
  } catch {
    // The front matter cannot be changed like this.
    return undefined;
  }
}

/** The changes that publish a post, schedule it, or make it a draft again. Everything else stays as it is written. */
export function publication(text: string, state: 'draft' | 'published', date?: string): TextChange[] {
  const draft = state === 'draft' ? setField(text, 'draft', 'true') : removeField(text, 'draft');
  const dated = date === undefined ? [] : setField(text, 'date', date);
  return [...draft, ...dated].sort((a, b) => a.from - b.from);
}
