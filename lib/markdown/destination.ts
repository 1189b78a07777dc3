import type { Element, Root } from 'hast';
import { htmlToHast } from 'satteri';
import { asWritten } from '../util/urls';

/** A link title in any of the three quoting styles (CommonMark §6.3). */
const title = String.raw`(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:\\[^]|[^()\\])*\))`;
const bracketed = String.raw`<(?<bracketed>(?:\\.|[^<>\\\n])*)>`;
const bare = String.raw`(?<bare>(?:\\.|[^\s\\<])(?:\\.|[^\s\\])*?)`;
/**
 * What follows the colon of a definition, or the opening parenthesis of a link, up to its end.
 * The end must be trimmed first.
 */
const tail = new RegExp(String.raw`^\s*(?:${bracketed}|${bare})(?:\s+${title})?\s*(?<end>\)?)$`, 'd');
/** An attribute of a directive. */
const attribute = /(?<![\w-])[\w-]+\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=}]+))/dg;

/**
 * The maximum number of brackets to try. A title may contain any number of them, and the text after
 * each one is matched up to the end.
 */
const maxTries = 50;

/**
 * Finds the URL in a piece of Markdown, however it is escaped.
 *
 * @param written a link, image, definition or directive; or only the URL, as in an attribute of raw
 *   HTML
 * @param wanted the URL as parsed
 * @returns its offsets in `written`; `undefined` if it is not found
 */
export function findDestination(written: string, wanted: string): { start: number; end: number } | undefined {
  const isWanted = (text: string) => asWritten(text) === asWritten(wanted);
  if (isWanted(decodeReferences(written).trim())) return { start: 0, end: written.length };
  if (written.startsWith('::')) {
    for (const found of [...written.matchAll(attribute)].reverse())
      for (const at of [1, 2, 3]) {
        const range = found.indices?.[at];
        if (range && isWanted(decodeReferences(found[at] ?? ''))) return { start: range[0], end: range[1] };
      }
    return undefined;
  }
  // Search from the end: a label may look like a whole link, but a destination has no bracket before a
  // parenthesis.
  let tries = 0;
  for (let at = written.lastIndexOf(']'); at > 0; at = written.lastIndexOf(']', at - 1)) {
    const delimiter = written[at + 1];
    if (delimiter !== '(' && delimiter !== ':') continue;
    if (++tries > maxTries) return undefined;
    const found = tail.exec(written.slice(at + 2).trimEnd());
    const { bracketed, bare, end } = found?.groups ?? {};
    const range = found?.indices?.groups?.[bracketed === undefined ? 'bare' : 'bracketed'];
    if (!range || (end === ')') !== (delimiter === '(')) continue;
    const text = bracketed ?? bare ?? '';
    if (isWanted(decodeReferences(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'))))
      return { start: at + 2 + range[0], end: at + 2 + range[1] };
  }
  return undefined;
}

/** Decodes character references such as `&quot;`, as in an attribute value. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const { children } = htmlToHast(`<i title="${text.replaceAll('"', '&quot;')}">`, {
    fragment: true,
  }) as Root;
  return String((children[0] as Element | undefined)?.properties.title ?? text);
}
