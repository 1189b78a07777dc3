import type { Root as HastRoot } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Code, Root as MdastRoot } from 'mdast';
import { theme } from '@/theme.config';
import type { Messages } from '../i18n/index';
import { cleanSvg } from '../images/svg';
import { lightDark } from '../theme/theme';
import { hashOf } from '../util/hash';
import { loadOptional } from '../util/optional-package';
import { SKIP, visit } from '../util/visit';
import { fenceText } from './highlight';
import { DiagramError, idleLines, spaceArrows } from './mermaid';

/** A rendered diagram. */
interface Drawing {
  /** The path of its file, which contains a hash of the SVG. */
  address: string;
  svg: string;
  /** In CSS pixels, at the intended text size. */
  width: number;
  height: number;
  /** The lines of its source, from 0, that draw nothing. */
  idle: number[];
}

/** Why a diagram could not be drawn. */
interface Failure {
  failure: string;
  expected?: string;
  /** The line of its source, from 0. */
  line?: number;
}

/** The result for each diagram, by its source. */
export type Diagrams = ReadonlyMap<string, Drawing | Failure>;

/** The maximum number of diagrams in a text, because laying out one may take a second or two. */
const maxDiagrams = 50;

/** Whether a code block contains a diagram. */
export const isDiagram = ({ lang }: Pick<Code, 'lang'>) => lang === 'mermaid';

/** Draws the code blocks with the language `mermaid`. Errors are part of the result. */
export async function drawDiagrams(mdast: MdastRoot): Promise<Diagrams> {
  const sources = new Set<string>();
  visit(mdast, 'code', (code) => {
    if (isDiagram(code)) sources.add(code.value);
  });
  const diagrams = new Map<string, Drawing | Failure>();
  for (const source of sources)
    diagrams.set(
      source,
      diagrams.size < maxDiagrams
        ? await draw(source)
        : { failure: 'there are too many diagrams', expected: `at most ${maxDiagrams}` },
    );
  return diagrams;
}

async function draw(source: string): Promise<Drawing | Failure> {
  // Loaded only if needed, because loading takes longer than reading fifty posts.
  const { parseMermaid, renderMermaidSVG } = await loadOptional(
    'beautiful-mermaid',
    'Diagrams',
    () => import('beautiful-mermaid'),
  );
  try {
    // The library takes cubic time for a run of spaces.
    const text = spaceArrows(decodeEntities(source).replace(/[^\S\n]+/g, ' '));
    const idle = idleLines(text, parseMermaid);
    const drawn = renderMermaidSVG(text.replaceAll('&', '&amp;'), { padding: 8 });
    const svg = cleanSvg(ownStyle(drawn));
    const sizeOf = (name: string) =>
      Math.ceil(Number(new RegExp(`<svg[^>]* ${name}="([\\d.]+)"`).exec(svg)?.[1]));
    return {
      address: `/media/${hashOf(svg).slice(0, 10)}/diagram.svg`,
      svg,
      width: sizeOf('width'),
      height: sizeOf('height'),
      idle,
    };
  } catch (error) {
    if (error instanceof DiagramError)
      return { failure: error.message, expected: error.expected, line: error.line };
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the same entities as the library, so that it draws exactly the text that was checked. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (written, hex, decimal, name) => {
      if (name) return entities[name] ?? written;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : written;
    },
  );
}

/**
 * An image does not get the style sheet of its page, so the drawing has its own colors, light and dark.
 * It has a background, so that text stays legible in browsers without `light-dark()`.
 */
const style = () => `
  :root {
    color-scheme: light dark;
    background: var(--bg);
    --bg: ${lightDark(theme.colors.paper)};
    --surface: ${lightDark(theme.colors.sunk)};
    --fg: ${lightDark(theme.colors.ink)};
    --muted: ${lightDark(theme.colors.muted)};
    --border: var(--muted);
    --line: var(--muted);
    --_text-faint: var(--muted);
    --accent: ${lightDark(theme.colors.accent)};
  }
  text { font-family: Inter, Helvetica, Arial, 'DejaVu Sans Condensed', system-ui, sans-serif; }
`;

/** Replaces the library's colors and web font, only in the style sheet: labels may contain the same text. */
function ownStyle(svg: string): string {
  return svg
    .replace(/(<svg[^>]*) style="[^"]*"/, '$1')
    .replace(/<style>.*?<\/style>/s, (element) =>
      element.replace(/@import url\('https:\/\/fonts.*/g, '').replace(/text \{[^}]*\}/, style),
    );
}

/** Replaces the source of diagrams with the drawings. Mutates `tree`. */
export function shapeDiagrams(tree: HastRoot, diagrams: Diagrams, messages: Messages['text']): void {
  let count = 0;
  visit(tree, 'element', (pre, index, parent) => {
    const code = pre.children[0];
    if (pre.tagName !== 'pre' || code?.type !== 'element' || !parent || index === undefined) return undefined;
    const drawing = diagrams.get(textOf(code).replace(/\n$/, ''));
    const isMermaid = [code.properties.className].flat().some((name) => name === 'language-mermaid');
    if (!isMermaid || !drawing || 'failure' in drawing) return undefined;
    const meta = String(pre.properties.dataMeta ?? '');
    const { address: src, width, height } = drawing;
    const alt = fenceText(meta, 'alt');
    const title = fenceText(meta, 'title');
    const image = h('img', { src, alt, width, height, loading: 'lazy', decoding: 'async' });
    const region = { role: 'region', ariaLabel: messages.diagram(++count), tabIndex: 0 };
    parent.children[index] = h('figure.diagram', h('div', region, image), title && h('figcaption', title));
    return SKIP;
  });
}
