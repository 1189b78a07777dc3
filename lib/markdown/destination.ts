import type { Element, Root } from 'hast';
import { htmlToHast } from 'satteri';
import { asWritten } from '../urls';

/** A title in any of its three quotes (CommonMark §6.3). */
const title = String.raw`(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:\\[^]|[^()\\])*\))`;
const bracketed = String.raw`<(?<bracketed>(?:\\.|[^<>\\\n])*)>`;
const bare = String.raw`(?<bare>(?:\\.|[^\s\\<])(?:\\.|[^\s\\])*?)`;
/** From after the colon of a definition, or the parenthesis of a link, to its end. Trim the end first. */
const tail = new RegExp(String.raw`^\s*(?:${bracketed}|${bare})(?:\s+${title})?\s*(?<end>\)?)$`, 'd');
/** An attribute of a directive. */
const attribute = /(?<![\w-])[\w-]+\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=}]+))/dg;

/** A title may hold as many signs of a destination; each is looked behind to the end. */
const maxTries = 50;

/**
 * Finds where in some Markdown its URL is written, however it is escaped.
 *
 * @param written a link, an image, a definition or a directive; or only the URL, as it stands in
 *   an attribute of raw HTML
 * @param wanted the URL that it is parsed to
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
  // From the end: a label may look like a whole link, a destination holds no bracket before a parenthesis.
  let tries = 0;
  for (let at = written.lastIndexOf(']'); at > 0; at = written.lastIndexOf(']', at - 1)) {
    const sign = written[at + 1];
    if (sign !== '(' && sign !== ':') continue;
    if (++tries > maxTries) return undefined;
    const found = tail.exec(written.slice(at + 2).trimEnd());
    const { bracketed, bare, end } = found?.groups ?? {};
    const range = found?.indices?.groups?.[bracketed === undefined ? 'bare' : 'bracketed'];
    if (!range || (end === ')') !== (sign === '(')) continue;
    const text = bracketed ?? bare ?? '';
    if (isWanted(decodeReferences(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'))))
      return { start: at + 2 + range[0], end: at + 2 + range[1] };
  }
  return undefined;
}

/** Undoes character references, such as `&quot;`, as in the value of an attribute. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const { children } = htmlToHast(`<i title="${text.replaceAll('"', '&quot;')}">`, {
    fragment: true,
  }) as Root;
  return String((children[0] as Element | undefined)?.properties.title ?? text);
}
