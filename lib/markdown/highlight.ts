import {
  transformerMetaHighlight,
  transformerNotationDiff,
  transformerNotationHighlight,
} from '@shikijs/transformers';
import type { Element, ElementContent, Text } from 'hast';
import {
  type BundledLanguage,
  bundledLanguages,
  createCssVariablesTheme,
  createHighlighter,
  type Highlighter,
  type ShikiTransformer,
} from 'shiki';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

/** The kinds of token that a theme colours, and the class each is given; see `app/article.css`. */
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
 * Shiki colours with `style` attributes, which a strict policy blocks and which repeat on
 * every token; a class is shorter, and both themes are then plain CSS.
 */
const classesForStyles: ShikiTransformer = {
  name: 'classes-for-styles',
  pre(node) {
    node.properties = { tabIndex: 0 };
  },
  span(node) {
    const variable = /var\(--shiki-([\w-]+)\)/.exec(String(node.properties.style))?.[1];
    const name = variable && classes[variable];
    node.properties = name ? { className: [name] } : {};
  },
  code(node) {
    const lines = node.children;
    // Lines are wrapped only where one is marked: the wrapper costs bytes on each.
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

let highlighter: Promise<Highlighter> | undefined;

/**
 * Highlights a code block.
 *
 * @param code the text between the fences
 * @param language as named after the fence; one that Shiki does not know stays plain
 * @param meta the rest of the fence line, of which `{1,3-4}` marks lines
 * @returns a `<pre>` with classes and no styles
 */
export async function highlight(code: string, language: string, meta: string): Promise<Element> {
  const name = language.toLowerCase();
  const lang = Object.hasOwn(bundledLanguages, name) ? (name as BundledLanguage) : 'text';
  highlighter ??= createHighlighter({
    langs: [],
    themes: [createCssVariablesTheme({ name: 'classes' })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const shiki = await highlighter;
  if (lang !== 'text') await shiki.loadLanguage(lang);
  const root = shiki.codeToHast(code.replace(/\n$/, ''), {
    lang,
    theme: 'classes',
    meta: { __raw: meta },
    mergeSameStyleTokens: true,
    transformers: [
      transformerNotationDiff(),
      transformerNotationHighlight(),
      transformerMetaHighlight(),
      classesForStyles,
    ],
  });
  return root.children[0] as Element;
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

/** The `title="…"` of a fence line. */
export function fenceTitle(meta: string): string | undefined {
  return /(?:^|\s)title=(?:"([^"]*)"|'([^']*)')/
    .exec(meta)
    ?.slice(1)
    .find((title) => title !== undefined);
}
