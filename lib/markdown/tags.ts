/** A start or end tag in some HTML. */
export interface Tag {
  /** In lower case. */
  name: string;
  isEnd: boolean;
  /** Whether it ends with a slash, as an element of SVG may. */
  isEmpty: boolean;
  /** Where its `<` stands. */
  start: number;
  /** Of an attribute that is written twice, the first counts. */
  attributes: Attribute[];
}

export interface Attribute {
  /** In lower case. */
  name: string;
  /** As it is written; character references are not resolved. */
  value: string;
  /** Where the value stands. */
  start: number;
}

const tagName = /<(\/?)([a-z][^\s/>]*)/iy;
const attributeName = /[\s/]*([^\s/>][^\s/>=]*)/y;
const equals = /\s*=\s*/y;
const unquoted = /[^\s>]*/y;

/**
 * Finds the tags in some HTML in one pass, as a browser's tokenizer would (HTML §13.2.5).
 * Comments are skipped.
 *
 * @returns where a comment or tag without an end begins, which swallows the rest
 */
export function* tagsIn(html: string): Generator<Tag, number | undefined> {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    tagName.lastIndex = at;
    const [opening, slash, name] = tagName.exec(html) ?? [];
    if (opening === undefined || name === undefined) {
      const isComment = html.startsWith('<!--', at);
      const isBogus = !isComment && /[!?/]/.test(html[at + 1] ?? '');
      const end = isComment ? html.indexOf('-->', at + 2) : isBogus ? html.indexOf('>', at) : at;
      if (end < 0) return at;
      at = end + 1;
      continue;
    }
    const attributes: Attribute[] = [];
    const end = readAttributes(html, at + opening.length, attributes);
    if (end === undefined) return at;
    const isEmpty = html[end - 2] === '/';
    yield { name: name.toLowerCase(), isEnd: slash === '/', isEmpty, start: at, attributes };
    at = end;
  }
  return undefined;
}

/** @returns where the tag ends; `undefined` where it does not */
function readAttributes(html: string, from: number, attributes: Attribute[]): number | undefined {
  let at = from;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(html);
    at += match?.[0].length ?? 0;
    return match;
  };
  for (let match = take(attributeName); match; match = take(attributeName)) {
    const attribute: Attribute = { name: match[1]?.toLowerCase() ?? '', value: '', start: at };
    attributes.push(attribute);
    if (!take(equals)) continue;
    const quote = html[at];
    if (quote === '"' || quote === "'") {
      const close = html.indexOf(quote, at + 1);
      if (close < 0) return undefined;
      attribute.start = at + 1;
      attribute.value = html.slice(at + 1, close);
      at = close + 1;
    } else {
      attribute.start = at;
      attribute.value = take(unquoted)?.[0] ?? '';
    }
  }
  const end = html.indexOf('>', at);
  return end < 0 ? undefined : end + 1;
}
