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

/** What the styles of a drawing refer to: elements of the drawing itself, by their ids. */
export interface StyleReferences {
  /** Classes, ids and element names in the selectors of the rule; `*` where it may match anything. */
  names: string[];
  ids: string[];
}

/** Called with each part that is taken out, as text for a message. */
type Report = (removed: string) => void;

const atRules = new Set([
  ...['container', 'font-face', 'font-feature-values', 'keyframes', 'layer', 'media', 'property'],
  ...['scope', 'starting-style', 'supports', '-webkit-keyframes'],
]);

/**
 * Functions that compute a value or match an element. `url()` is judged by its address. What else
 * can fetch, such as `image-set()` and `src()`, takes plain strings, even through variables.
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

/** Whether an address is an image in pixels, written out in place. */
export const isRasterData = (address: string) => rasterImage.test(address.trim());

/** Rules within rules: nobody nests so many, and each counts what is referred to within it. */
const deepestRules = 20;

interface CleanStyles {
  css: string;
  references: StyleReferences[];
}

/** Leaves of a style sheet what styles a drawing and fetches nothing. */
export function cleanStyleSheet(css: string, report: Report): CleanStyles {
  const { isSafe, ids } = lookAt(css);
  // Most styles are safe as they are, and taking them apart takes ten times as long.
  if (isSafe && ids.length === 0) return { css, references: [] };
  const references: StyleReferences[] = [];
  const tree = parse(css, {
    parseAtrulePrelude: false,
    parseRulePrelude: false,
    parseValue: false,
  });
  /** The rules around a declaration, from the outermost. */
  const around: StyleReferences[] = [];
  walk(tree, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      const remove = (removed?: string) => {
        if (removed) report(removed);
        list.remove(item);
        return walk.skip;
      };
      const isRule = node.type === 'Atrule' || node.type === 'Rule';
      if (isRule && around.length === deepestRules) return remove('rules within rules');
      if (node.type === 'Atrule') {
        const isKnown = atRules.has(node.name.toLowerCase());
        if (!isKnown || (node.prelude && !lookAt(generate(node.prelude)).isSafe))
          return remove(`@${node.name}`);
        // The frames of an animation style any element.
        around.push({ names: /keyframes$/i.test(node.name) ? ['*'] : [], ids: [] });
      } else if (node.type === 'Rule') {
        const selector = lookAt(generate(node.prelude));
        if (!selector.isSafe) return remove(selector.unsafe);
        around.push({ names: selector.names.length > 0 ? selector.names : ['*'], ids: [] });
      } else if (node.type === 'Declaration') {
        const { isSafe, unsafe, ids } = lookAt(generate(node.value));
        const isHidden = node.property.startsWith('--') && ids.length > 0;
        if (!isSafe || isHidden || node.property.includes('\\')) return remove(unsafe ?? node.property);
        for (const rule of around) for (const id of ids) rule.ids.push(id);
      } else if (node.type === 'Raw' && item) return remove();
      return undefined;
    },
    leave({ type }: CssNode) {
      if (type !== 'Atrule' && type !== 'Rule') return;
      const rule = around.pop();
      if (rule && rule.ids.length > 0) references.push(rule);
    },
  });
  const cleaned = generate(tree);
  // Rules were judged one by one, in the parser's reading; the whole must hold in any.
  const whole = lookAt(cleaned);
  if (whole.isSafe) return { css: cleaned, references };
  report(whole.unsafe ?? 'style');
  return { css: '', references: [] };
}

/** The same for the text of a `style` attribute. */
export function cleanStyleAttribute(css: string, report: Report): { css: string; ids: string[] } {
  const { isSafe, ids } = lookAt(css);
  // Through a variable, any element may refer to what a declaration names: that could not be counted.
  if (isSafe && (ids.length === 0 || !/--|\\/.test(css))) return { css, ids };
  const safe = declarationsOf(css).filter((declaration) => {
    const look = lookAt(declaration);
    const isCounted = look.ids.length === 0 || !/--|\\/.test(declaration);
    if (!look.isSafe || !isCounted) report(look.unsafe ?? declaration.trim());
    return look.isSafe && isCounted;
  });
  const cleaned = safe.join(';');
  const whole = lookAt(cleaned);
  return whole.isSafe ? { css: cleaned, ids: whole.ids } : { css: '', ids: [] };
}

/** Splits declarations where a semicolon stands outside of brackets. */
function declarationsOf(css: string): string[] {
  const declarations: string[] = [];
  let depth = 0;
  let from = 0;
  tokenize(css, (type, start, end) => {
    if (opening.has(type)) depth++;
    else if (closing.has(type)) depth--;
    else if (type === tokenTypes.Semicolon && depth === 0) {
      declarations.push(css.slice(from, start));
      from = end;
    }
  });
  return [...declarations, css.slice(from)];
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

/** Finds what is not safe in the value of a presentation attribute, and what the value refers to. */
export const lookAtValue = (value: string): Pick<Look, 'unsafe' | 'ids'> => {
  const { unsafe, ids } = lookAt(value);
  return { unsafe, ids };
};

interface Look {
  isSafe: boolean;
  /** The first token that may fetch something, or that browsers may read in another way. */
  unsafe?: string;
  /** Of elements that the text refers to. */
  ids: string[];
  /** Names and hashes, as in a selector. */
  names: string[];
}

function lookAt(css: string): Look {
  const look: Look = { isSafe: true, ids: [], names: [] };
  const refuse = (token: string) => {
    look.isSafe = false;
    look.unsafe ??= shortened(token, 60);
  };
  const address = (written: string, token: string) => {
    const value = written.trim();
    if (value.startsWith('#')) look.ids.push(value.slice(1));
    else if (!rasterImage.test(value) && !font.test(value)) refuse(token);
  };
  let inUrl = false;
  tokenize(css, (type, start, end) => {
    const text = css.slice(start, end);
    if (inUrl && type !== tokenTypes.WhiteSpace && type !== tokenTypes.Comment) {
      if (type === tokenTypes.String) address(string.decode(text), `url(${text})`);
      else refuse('url()');
      inUrl = false;
      return;
    }
    switch (type) {
      case tokenTypes.Function: {
        const name = text.slice(0, -1).toLowerCase();
        if (name === 'url') inUrl = true;
        else if (!functions.has(name)) refuse(`${name}()`);
        break;
      }
      case tokenTypes.Url:
        // Written with an escape, it is something else to the tokenizer than to a browser.
        if (text.includes('\\')) refuse(text);
        else address(url.decode(text), text);
        break;
      case tokenTypes.AtKeyword:
        if (!atRules.has(text.slice(1).toLowerCase())) refuse(text);
        break;
      case tokenTypes.BadString:
      case tokenTypes.BadUrl:
        refuse(text);
        break;
      case tokenTypes.Ident:
      case tokenTypes.Hash:
        look.names.push(text.replace(/^#/, ''));
        break;
    }
  });
  if (inUrl) refuse('url()');
  return look;
}
