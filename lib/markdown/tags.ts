/** A start or end tag in some HTML. */
export interface Tag {
  /** In lower case. */
  name: string;
  isEnd: boolean;
  /** Where its `<` stands. */
  start: number;
  /** After its `>`. */
  end: number;
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
const comment = /<!--(?:-?>|[\s\S]*?--!?>)/y;

/** Elements whose content is text, with the tag that ends each. */
const rawText = new Map(
  ['iframe', 'noembed', 'noframes', 'script', 'style', 'textarea', 'title', 'xmp'].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, 'gi'),
  ]),
);
const wordsOf = (words: string) => new Set(words.split(' '));
/** Elements with parsing rules of their own, and the elements in them where HTML's rules apply again. */
const integrationPoints = new Map([
  ['math', wordsOf('annotation-xml mi mn mo ms mtext')],
  ['svg', wordsOf('desc foreignobject title')],
]);
/** HTML elements that end the drawing they appear in. */
const breakouts = wordsOf(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

/**
 * Finds the tags in some HTML in one pass, as a browser's tokenizer would (HTML §13.2.5).
 * Comments and the text in elements such as `<textarea>` are skipped.
 *
 * @returns where a comment or tag without an end begins, which swallows the rest
 */
export function* tagsIn(html: string): Generator<Tag, number | undefined> {
  /** Open drawings, and open integration points in them. */
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

/** Where a comment ends, or what parsers treat as one: `<!doctype>`, `<?php ?>`, `</3>`. */
function endOfComment(html: string, at: number, isInDrawing: boolean): number | undefined {
  if (html.startsWith('<!--', at)) {
    comment.lastIndex = at;
    return comment.test(html) ? comment.lastIndex : undefined;
  }
  const sign = isInDrawing && html.startsWith('<![CDATA[', at) ? ']]>' : '>';
  const end = html.indexOf(sign, at);
  return end < 0 ? undefined : end + sign.length;
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
