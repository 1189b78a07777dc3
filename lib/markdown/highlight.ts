import { transformerNotationDiff, transformerNotationHighlight } from '@shikijs/transformers';
import type { Element, ElementContent, Text } from 'hast';
import { h } from 'hastscript';
import {
  type BundledLanguage,
  bundledLanguages,
  bundledLanguagesInfo,
  createCssVariablesTheme,
  createHighlighter,
  type GrammarState,
  type Highlighter,
  type ShikiTransformer,
  type ThemedToken,
} from 'shiki';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** The types of tokens that a theme colors, and the class for each; see `app/_styles/code.css`. */
const classes: Record<string, string> = {
  'token-comment': 'tc',
  'token-constant': 'tn',
  'token-function': 'tf',
  'token-keyword': 'tk',
  'token-link': 'tl',
  'token-parameter': 'tp',
  'token-punctuation': 'tu',
  'token-string': 'ts',
  'token-string-expression': 'ts',
  'token-inserted': 'ti',
  'token-deleted': 'td',
};

/**
 * Replaces Shiki's `style` attributes with classes. A strict policy blocks `style` attributes, and they
 * are repeated on every token. Classes are shorter, and make the light and the dark colors plain CSS.
 */
const classesForStyles: ShikiTransformer = {
  name: 'classes-for-styles',
  pre(node) {
    node.properties = { tabIndex: 0 };
  },
  span(node) {
    const name = classOf(String(node.properties.style).replace(/^color:/, ''));
    node.properties = name ? { className: [name] } : {};
  },
  code(node) {
    const lines = node.children;
    // Lines get elements only if one of them is marked, because an element costs bytes on every line.
    const marked = lines.some((line) => line.type === 'element' && classList(line).length > 1);
    node.children = lines.flatMap((line): ElementContent[] => {
      if (line.type !== 'element') return [line];
      line.children = line.children.flatMap((token) =>
        token.type === 'element' && classList(token).length === 0 ? token.children : [token],
      );
      joinTexts(line);
      return marked ? [line] : line.children;
    });
  },
};

const theme = createCssVariablesTheme({ name: 'classes' });

/**
 * There is no time limit, because the output would then depend on how busy the machine is. In some
 * languages, highlighting takes cubic time in the length of a line. So longer lines (in characters) stay
 * plain, and the sum of the cubes of the line lengths of a block is limited.
 */
const maxLineLength = 1000;
const maxCubes = 2 * maxLineLength ** 3;
/** Raises that limit for long blocks, so that code with lines of usual length is always highlighted. */
const cubesPerCharacter = 140 ** 2;

function limitsFor(text: string) {
  const lengths = text.split('\n').map((line) => line.length);
  const rising = lengths.filter((length) => length <= maxLineLength).sort((a, b) => a - b);
  let cubes = 0;
  const first = rising.find((length) => {
    cubes += length ** 3;
    return cubes > maxCubes + cubesPerCharacter * text.length;
  });
  // Lines of this length or longer stay plain. 0 would mean no limit.
  return { tokenizeTimeLimit: 0, tokenizeMaxLineLength: first ?? maxLineLength + 1 };
}

/** The loaded languages. Asking Shiki to load one again takes as long as highlighting a short block. */
const loaded = new Set<string>();
let highlighter: Promise<Highlighter> | undefined;

/**
 * Highlights a code block.
 *
 * @param code the text between the fences
 * @param language the language named after the fence. If Shiki does not know it, the code stays plain
 * @param meta the rest of the fence line, in which `{1,3-4}` marks lines
 * @returns a `<pre>` with classes and no styles
 */
export async function highlight(code: string, language: string, meta: string): Promise<Element> {
  const name = language.toLowerCase();
  const lang = Object.hasOwn(bundledLanguages, name) ? (name as BundledLanguage) : 'text';
  highlighter ??= createHighlighter({
    langs: [],
    themes: [theme],
    // Without modifiers such as `(?i:…)`: in V8 14, a pattern with them matches in some processes and not in others.
    engine: createJavaScriptRegexEngine({ forgiving: true, target: 'ES2024' }),
  });
  const shiki = await highlighter;
  if (lang !== 'text' && !loaded.has(lang)) {
    await shiki.loadLanguage(lang);
    loaded.add(lang);
  }
  const text = code.replace(/\n$/, '');
  // Marks are rare, and searching for them takes longer than everything else.
  const hasMarks = text.includes('[!code') || meta.includes('{');
  const tokens = tokenize(shiki, text, lang);
  if (!hasMarks && tokens) return h('pre', { tabIndex: 0 }, h('code', tokensOf(tokens)));
  if (!hasMarks) return h('pre', { tabIndex: 0 }, h('code', text));
  const marked = markedLines(rangesIn(meta), text.split('\n').length);
  const root = shiki.codeToHast(text, {
    lang: tokens ? lang : 'text',
    theme,
    mergeSameStyleTokens: true,
    ...limitsFor(text),
    transformers: [
      transformerNotationDiff(),
      transformerNotationHighlight(),
      {
        line(node, number) {
          if (marked[number]) this.addClassToHast(node, 'highlighted');
        },
      },
      classesForStyles,
    ],
  });
  return root.children[0] as Element;
}

/** In characters: how much code is tokenized at once. */
const chunkLength = 4000;
/**
 * The maximum nesting depth. The time for a line grows with its depth. Deeper code was not written by
 * a person, and stays plain.
 */
const maxDepth = 500;

/** @returns the tokens of each line; `undefined` if the code is nested too deeply */
function tokenize(shiki: Highlighter, text: string, lang: BundledLanguage | 'text') {
  const tokens: ThemedToken[][] = [];
  const limits = limitsFor(text);
  let grammarState: GrammarState | undefined;
  for (const chunk of chunksOf(text)) {
    const lines = shiki.codeToTokensBase(chunk, { lang, theme, grammarState, ...limits });
    tokens.push(...lines);
    if (lang === 'text') continue;
    grammarState = shiki.getLastGrammarState(lines);
    if ((grammarState?.getScopes()?.length ?? 0) > maxDepth) return undefined;
  }
  return tokens;
}

/** Splits code into chunks of whole lines. */
function* chunksOf(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > chunkLength) {
    const end = text.indexOf('\n', from + chunkLength);
    if (end < 0) break;
    yield text.slice(from, end);
    from = end + 1;
  }
  yield text.slice(from);
}

/** A range of lines, from 1, inclusive. */
interface LineRange {
  from: number;
  to: number;
}

/** The line ranges that a fence line such as `rust {1,3-4}` marks. */
export function rangesIn(meta: string): LineRange[] {
  const ranges = /\{([\d,\s-]+)\}/.exec(meta)?.[1];
  if (!ranges) return [];
  return ranges.split(',').map((range) => {
    // A value that is not a number, as in `{1 2}`, becomes 0, which no block has.
    const [from = 0, to = from] = range.split('-').map((number) => Number(number) || 0);
    return { from, to };
  });
}

/** Whether each line is in one of the ranges, by line number. */
function markedLines(ranges: readonly LineRange[], lines: number): boolean[] {
  const steps = new Int32Array(lines + 2);
  for (const { from, to } of ranges) {
    if (from < 1 || from > lines || to < from) continue;
    steps[from] = (steps[from] ?? 0) + 1;
    const after = Math.min(to, lines) + 1;
    steps[after] = (steps[after] ?? 0) - 1;
  }
  let depth = 0;
  return Array.from(steps, (step) => {
    depth += step;
    return depth > 0;
  });
}

/** The display name of a language by its Shiki id or alias; `undefined` if Shiki does not know it. */
export function codeLanguageName(language: string): string | undefined {
  return names.get(language.toLowerCase());
}

const names = new Map(
  bundledLanguagesInfo.flatMap(({ id, name, aliases = [] }) => [id, ...aliases].map((each) => [each, name])),
);

/** The class of a token, by the CSS variable of its color; `undefined` for plain text. */
function classOf(color: string | undefined): string | undefined {
  const variable = /^var\(--shiki-([\w-]+)\)/.exec(color ?? '')?.[1];
  return variable && classes[variable];
}

/** Renders lines of tokens as HTML. Adjacent tokens with the same class share an element. */
function tokensOf(lines: ThemedToken[][]): ElementContent[] {
  const nodes: ElementContent[] = [];
  let run = '';
  let runClass: string | undefined;
  // White space has no visible color, so it can be part of any element.
  let space = '';
  const end = () => {
    if (run && runClass) nodes.push(h('span', { className: [runClass] }, run));
    else if (run) nodes.push({ type: 'text', value: run });
  };
  for (const [at, line] of lines.entries()) {
    if (at > 0) space += '\n';
    for (const { content, color } of line) {
      const name = classOf(color);
      if (content.trim() === '') space += content;
      else if (name === runClass) {
        run += space + content;
        space = '';
      } else {
        end();
        if (space && name) nodes.push({ type: 'text', value: space });
        run = name ? content : space + content;
        runClass = name;
        space = '';
      }
    }
  }
  if (!runClass) run += space;
  end();
  if (runClass && space) nodes.push({ type: 'text', value: space });
  return nodes;
}

function classList(node: Element): string[] {
  const { class: plain, className } = node.properties;
  return [className ?? plain ?? []].flat().join(' ').split(' ').filter(Boolean);
}

function joinTexts(node: Element) {
  const joined: ElementContent[] = [];
  for (const child of node.children) {
    const last = joined.at(-1);
    if (child.type === 'text' && last?.type === 'text') (last as Text).value += child.value;
    else joined.push(child);
  }
  node.children = joined;
}

/** The value of an attribute on a fence line, such as `title="…"`; `undefined` if it is missing. */
export function fenceText(meta: string, name: 'title' | 'alt'): string | undefined {
  return new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`)
    .exec(meta)
    ?.slice(1)
    .find((text) => text !== undefined);
}
