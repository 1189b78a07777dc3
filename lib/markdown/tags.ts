/** A start or end tag in some HTML. */
export interface Tag {
  /** In lower case. */
  name: string;
  isEnd: boolean;
  /** The offset of its `<`. */
  start: number;
  /** The offset after its `>`. */
  end: number;
  /** If an attribute is written twice, the first one counts. */
  attributes: Attribute[];
}

/** An attribute of a start or end tag. */
export interface Attribute {
  /** In lower case. */
  name: string;
  /** As written, with character references. */
  value: string;
  /** The offset of the value. */
  start: number;
}

const tagName = /<(\/?)([a-z][^\s/>]*)/iy;
const attributeName = /[\s/]*([^\s/>][^\s/>=]*)/y;
const equals = /\s*=\s*/y;
const unquoted = /[^\s>]*/y;
const comment = /<!--(?:-?>|[\s\S]*?--!?>)/y;

/** Elements whose content is text, with the end tag of each. */
const rawText = new Map(
  ['iframe', 'noembed', 'noframes', 'script', 'style', 'textarea', 'title', 'xmp'].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, 'gi'),
  ]),
);
const wordsOf = (words: string) => new Set(words.split(' '));
/** Elements with their own parsing rules, and the elements in them in which HTML's rules apply again. */
const integrationPoints = new Map([
  ['math', wordsOf('annotation-xml mi mn mo ms mtext')],
  ['svg', wordsOf('desc foreignobject title')],
]);
/** HTML elements that close the `<svg>` or `<math>` in which they appear. */
const breakouts = wordsOf(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

/**
 * Finds the tags in HTML in one pass, as a browser's tokenizer would (HTML §13.2.5). Skips comments and
 * the text in elements such as `<textarea>`.
 *
 * @returns the offset of an unclosed comment or tag, which swallows the rest; `undefined` if there is none
 */
export function* tagsIn(html: string): Generator<Tag, number | undefined> {
  /** Open `<svg>` and `<math>` elements, and open integration points in them. */
  const open: string[] = [];
  const pointsHere = () => integrationPoints.get(open.at(-1) ?? '');
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    tagName.lastIndex = at;
    const [opening, slash, written] = tagName.exec(html) ?? [];
    if (opening === undefined || written === undefined) {
      const end = /[!?/]/.test(html[at + 1] ?? '') ? endOfComment(html, at, Boolean(pointsHere())) : at + 1;
      if (end === undefined) return at;
      at = end;
      continue;
    }
    const attributes: Attribute[] = [];
    const end = readAttributes(html, at + opening.length, attributes);
    if (end === undefined) return at;
    const name = written.toLowerCase();
    const isEnd = slash === '/';
    yield { name, isEnd, start: at, end, attributes };
    at = end;
    if (isEnd) {
      const last = open.lastIndexOf(name);
      if (last >= 0) open.length = last;
      continue;
    }
    while (breakouts.has(name) && pointsHere()) open.pop();
    if (integrationPoints.has(name) || pointsHere()?.has(name)) {
      if (html[end - 2] !== '/') open.push(name);
    } else if (!pointsHere()) {
      const ending = rawText.get(name);
      if (name === 'plaintext') return undefined;
      if (!ending) continue;
      ending.lastIndex = end;
      const found = ending.exec(html);
      if (!found) return undefined;
      at = found.index;
    }
  }
  return undefined;
}

/** Where a comment ends, if it does, or what parsers treat as one: `<!doctype>`, `<?php ?>`, `</3>`. */
function endOfComment(html: string, at: number, isInForeignContent: boolean): number | undefined {
  if (html.startsWith('<!--', at)) {
    comment.lastIndex = at;
    return comment.test(html) ? comment.lastIndex : undefined;
  }
  const terminator = isInForeignContent && html.startsWith('<![CDATA[', at) ? ']]>' : '>';
  const end = html.indexOf(terminator, at);
  return end < 0 ? undefined : end + terminator.length;
}

/** Reads the attributes of a tag. @returns where the tag ends; `undefined` if it does not */
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
