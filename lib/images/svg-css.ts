import {
  type CssNode,
  generate,
  type List,
  type ListItem,
  parse,
  string,
  tokenize,
  tokenTypes,
  url,
  walk,
} from 'css-tree';
import { shortened, wordSet } from '../util/text';

/** How an element draws another element that it refers to. */
export type Role =
  /** Like its own content, as `<use>` does. */
  | 'part'
  /** Once, for itself: masks, clip paths and filters. An element may have several. */
  | 'effect'
  /** For itself and for each element in it that inherits it. An element has only one. */
  | 'fill'
  | 'stroke'
  /** The same, at each vertex of a path. */
  | 'marker';

/** A reference to an element of the same drawing. */
export interface Reference {
  id: string;
  role: Role;
}

/** The references of a rule in a style sheet. */
export interface StyleReferences {
  /**
   * One per selector: an `#id`, `.class` or name that an element must have. It ends with a space if an
   * element around it must have it, and is `*` if nothing is known.
   */
  keys: string[];
  references: Reference[];
}

/** The role of a reference in a property. @param property in lower case */
export function roleOf(property: string): Role {
  if (/^marker(?:-start|-mid|-end)?$/.test(property)) return 'marker';
  return property === 'fill' || property === 'stroke' ? property : 'effect';
}

/**
 * The id in an address such as `#a`. Browsers decode `%61`, and skip control characters and some spaces.
 * For such addresses, the result is `undefined`, so that every id is the one that browsers use.
 */
export const idIn = (address: string): string | undefined =>
  /[^\S ]|[%\p{Cc}]/u.test(address) ? undefined : address.trim().slice(1);

/** Called with each part that is removed, as a short string for a message. */
type Report = (removed: string) => void;

/** The allowed at-rules. */
const atRules = new Set([
  ...['container', 'font-face', 'font-feature-values', 'keyframes', 'layer', 'media', 'property'],
  ...['scope', 'starting-style', 'supports', '-webkit-keyframes'],
]);

/**
 * The allowed functions, which compute a value or match an element. `url()` is checked by its address.
 * Other functions that can fetch, such as `image-set()` and `src()`, also take strings, even from variables.
 */
const functions = wordSet(`
  abs acos asin atan atan2 calc calc-size clamp cos exp hypot log max min mod pow progress rem round sign sin sqrt tan
  color color-mix contrast-color device-cmyk hsl hsla hwb lab lch light-dark oklab oklch rgb rgba
  env var
  conic-gradient linear-gradient radial-gradient repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient
  circle ellipse inset path polygon ray rect shape xywh
  matrix matrix3d perspective rotate rotate3d rotatex rotatey rotatez scale scale3d scalex scaley scalez
  skew skewx skewy translate translate3d translatex translatey translatez
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
  cubic-bezier linear steps
  format local tech
  dir first-child has is lang not nth-child nth-last-child nth-last-of-type nth-of-type where
`);

const rasterImage = /^data:image\/(?:avif|gif|jpe?g|png|webp);base64,[\w+/=\s]*$/i;
const font =
  /^data:(?:font\/[\w-]+|application\/(?:x-)?font-[\w-]+|application\/octet-stream)(?:;charset=[\w-]+)?;base64,[\w+/=\s]*$/i;

/** Whether an address is a `data:` URL of a raster image. */
export const isRasterData = (address: string) => rasterImage.test(address.trim());

/** The maximum depth of nested rules. Nobody nests this deep. */
const maxRuleDepth = 20;

interface CleanStyles {
  css: string;
  references: StyleReferences[];
}

/**
 * Removes everything from a style sheet except what styles a drawing and fetches nothing.
 *
 * @param report is called with each part that is removed
 * @returns the style sheet, and its references to elements of the drawing
 */
export function cleanStyleSheet(css: string, report: Report): CleanStyles {
  const { isSafe, ids } = inspect(css);
  // Most styles are safe as they are, and parsing them takes ten times as long.
  if (isSafe && ids.length === 0) return { css, references: [] };
  const tree = parse(css, {
    parseAtrulePrelude: false,
    parseValue: false,
  });
  const rules: StyleReferences[] = [];
  const addRule = (keys: string[], isFrames = false) => {
    const rule = { keys, references: [], isFrames };
    rules.push(rule);
    return rule;
  };
  /** The rule to which declarations belong, at each level of nesting. */
  const openRules: ((StyleReferences & { isFrames: boolean }) | undefined)[] = [];
  walk(tree, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      const remove = (removed?: string) => {
        if (removed) report(removed);
        list.remove(item);
        return walk.skip;
      };
      const outer = openRules.at(-1);
      const isRule = node.type === 'Atrule' || node.type === 'Rule';
      if (isRule && openRules.length === maxRuleDepth) return remove('rules within rules');
      if (node.type === 'Atrule') {
        const isKnown = atRules.has(node.name.toLowerCase());
        if (!isKnown || (node.prelude && !inspect(generate(node.prelude)).isSafe))
          return remove(`@${node.name}`);
        // Keyframes may style any element.
        openRules.push(/keyframes$/i.test(node.name) ? addRule(['*'], true) : outer);
      } else if (node.type === 'Rule') {
        const { isSafe, unsafe } = inspect(generate(node.prelude));
        if (!isSafe) return remove(unsafe);
        openRules.push(outer?.isFrames ? outer : addRule(keysOf(node.prelude)));
      } else if (node.type === 'Declaration') {
        const value = generate(node.value);
        const { isSafe, unsafe, ids } = inspect(value);
        // Any element may use a variable, and browsers may read braces as a nested rule.
        const isHidden = ids.length > 0 && (!outer || node.property.startsWith('--') || /[{}]/.test(value));
        if (!isSafe || isHidden || node.property.includes('\\')) return remove(unsafe ?? node.property);
        const role = roleOf(node.property.toLowerCase());
        for (const id of ids) outer?.references.push({ id, role });
      } else if (node.type === 'Raw' && item) return remove();
      return undefined;
    },
    leave({ type }: CssNode) {
      if (type === 'Atrule' || type === 'Rule') openRules.pop();
    },
  });
  const references = rules.filter((rule) => rule.references.length > 0);
  const cleaned = generate(tree);
  // The rules were checked one by one, as this parser reads them. The result must be safe for any parser.
  const whole = inspect(cleaned);
  if (whole.isSafe) return { css: cleaned, references };
  report(whole.unsafe ?? 'style');
  return { css: '', references: [] };
}

/** The keys of a rule; see `StyleReferences`. */
function keysOf(prelude: CssNode): string[] {
  const keys = new Set<string>();
  for (const selector of prelude.type === 'SelectorList' ? prelude.children : []) {
    /** What is known about the element, and about the element to its left. */
    let [element, left] = ['', ''];
    for (const node of selector.type === 'Selector' ? selector.children : []) {
      if (node.type === 'Combinator') {
        left = element && /^[ >]$/.test(node.name) ? `${element} ` : '';
        element = '';
      } else {
        const written = generate(node);
        // An attribute, a pseudo-class, an escape or a namespace: nothing is known.
        if (/^[.#]?[\w\u0080-\uFFFF-]+$/.test(written)) element = written;
      }
    }
    keys.add(element || left || '*');
  }
  return keys.size > 0 ? [...keys] : ['*'];
}

/** Like `cleanStyleSheet`, for the text of a `style` attribute. */
export function cleanStyleAttribute(css: string, report: Report): { css: string; references: Reference[] } {
  const { isSafe, ids } = inspect(css);
  const references: Reference[] = [];
  if (isSafe && ids.length === 0) return { css, references };
  const safe = declarationsOf(css).filter(({ text, property, hasBraces }) => {
    const { isSafe, unsafe, ids } = inspect(text);
    // Any element may use a variable, and browsers may read another declaration after a brace.
    const isHidden = ids.length > 0 && (hasBraces || /--|\\/.test(text));
    if (!isSafe || isHidden) report(unsafe ?? text.trim());
    else for (const id of ids) references.push({ id, role: roleOf(property) });
    return isSafe && !isHidden;
  });
  const cleaned = safe.map(({ text }) => text).join(';');
  return inspect(cleaned).isSafe ? { css: cleaned, references } : { css: '', references: [] };
}

interface Declaration {
  text: string;
  /** In lower case. */
  property: string;
  hasBraces: boolean;
}

/** Splits declarations at each semicolon outside of brackets. */
function declarationsOf(css: string): Declaration[] {
  const declarations: Declaration[] = [];
  let depth = 0;
  let from = 0;
  let property = '';
  let hasBraces = false;
  const finish = (end: number) => {
    declarations.push({ text: css.slice(from, end), property, hasBraces });
    property = '';
    hasBraces = false;
  };
  tokenize(css, (type, start, end) => {
    if (type === tokenTypes.LeftCurlyBracket) hasBraces = true;
    if (opening.has(type)) depth++;
    else if (closing.has(type)) depth = Math.max(0, depth - 1);
    else if (type === tokenTypes.Semicolon && depth === 0) {
      finish(start);
      from = end;
    } else if (type !== tokenTypes.WhiteSpace && type !== tokenTypes.Comment)
      property ||= css.slice(start, end).toLowerCase();
  });
  finish(css.length);
  return declarations;
}

const opening = new Set([
  tokenTypes.Function,
  tokenTypes.LeftParenthesis,
  tokenTypes.LeftSquareBracket,
  tokenTypes.LeftCurlyBracket,
]);
const closing = new Set([
  tokenTypes.RightParenthesis,
  tokenTypes.RightSquareBracket,
  tokenTypes.RightCurlyBracket,
]);

/**
 * Checks the value of a presentation attribute.
 *
 * @returns its first unsafe token, and the ids that it refers to
 */
export const lookAtValue = (value: string): Pick<Inspection, 'unsafe' | 'ids'> => {
  const { unsafe, ids } = inspect(value);
  return { unsafe, ids };
};

interface Inspection {
  isSafe: boolean;
  /** The first token that may fetch something, or that browsers may read differently. */
  unsafe?: string;
  /** The ids of the elements that the text refers to. */
  ids: string[];
}

function inspect(css: string): Inspection {
  const result: Inspection = { isSafe: true, ids: [] };
  const reject = (token: string) => {
    result.isSafe = false;
    result.unsafe ??= shortened(token, 60);
  };
  const address = (written: string, token: string) => {
    const value = written.trim();
    const id = value.startsWith('#') ? idIn(written) : undefined;
    if (id !== undefined) result.ids.push(id);
    else if (!rasterImage.test(value) && !font.test(value)) reject(token);
  };
  let inUrl = false;
  tokenize(css, (type, start, end) => {
    const text = css.slice(start, end);
    if (inUrl && type !== tokenTypes.WhiteSpace && type !== tokenTypes.Comment) {
      if (type === tokenTypes.String) address(string.decode(text), `url(${text})`);
      else reject('url()');
      inUrl = false;
      return;
    }
    switch (type) {
      case tokenTypes.Function: {
        const name = text.slice(0, -1).toLowerCase();
        if (name === 'url') inUrl = true;
        else if (!functions.has(name)) reject(`${name}()`);
        break;
      }
      case tokenTypes.Url:
        // The tokenizer reads escapes in it differently from browsers.
        if (text.includes('\\')) reject(text);
        else address(url.decode(text), text);
        break;
      case tokenTypes.AtKeyword:
        if (!atRules.has(text.slice(1).toLowerCase())) reject(text);
        break;
      case tokenTypes.BadString:
      case tokenTypes.BadUrl:
        reject(text);
        break;
    }
  });
  if (inUrl) reject('url()');
  return result;
}
