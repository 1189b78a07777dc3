import type { Root as HastRoot } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type { Code, Root as MdastRoot } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import { hashOf } from '../hash';
import { cleanSvg } from '../images/svg';
import type { Words } from '../words';
import { fenceText } from './highlight';

/** A diagram, drawn. */
interface Drawing {
  /** Where readers get it from; it holds a hash of the drawing. */
  address: string;
  svg: string;
  /** In CSS pixels, for the size that its type is to be read at. */
  width: number;
  height: number;
  /** The lines of its source, from 0, without which it would be the same. */
  idle: number[];
}

/** What has come of each diagram, by its source. */
export type Diagrams = ReadonlyMap<string, Drawing | { failure: string }>;

export const isDiagram = ({ lang }: Pick<Code, 'lang'>) => lang === 'mermaid';

/** Draws what a text has in code blocks of the language `mermaid`. */
export async function drawDiagrams(mdast: MdastRoot): Promise<Diagrams> {
  const sources = new Set<string>();
  visit(mdast, 'code', (code) => {
    if (isDiagram(code)) sources.add(code.value);
  });
  const diagrams = new Map<string, Drawing | { failure: string }>();
  for (const source of sources) diagrams.set(source, await draw(source));
  return diagrams;
}

async function draw(source: string): Promise<Drawing | { failure: string }> {
  // To load it takes longer than to read fifty posts.
  const { renderMermaidSVG } = await import('beautiful-mermaid');
  const render = (text: string) => renderMermaidSVG(text, { padding: 8 });
  try {
    const drawn = render(source);
    const svg = cleanSvg(ownStyle(drawn));
    const side = (name: string) =>
      Math.ceil(Number(new RegExp(`<svg[^>]* ${name}="([\\d.]+)"`).exec(svg)?.[1]));
    return {
      address: `/media/${hashOf(svg).slice(0, 10)}/diagram.svg`,
      svg,
      width: side('width'),
      height: side('height'),
      idle: idleLines(source, drawn, render),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Whatever the library does not know it leaves out without a word. */
function idleLines(source: string, drawn: string, render: (text: string) => string): number[] {
  const lines = source.split('\n');
  return [...lines.keys()].filter((at) => {
    if (/^\s*(?:%%.*)?$/.test(lines[at] ?? '')) return false;
    try {
      return render(lines.toSpliced(at, 1).join('\n')) === drawn;
    } catch {
      return false;
    }
  });
}

/**
 * An image has no part in the style sheet of its page: the colours are those of
 * `app/globals.css`, and as there they follow the theme. The paper comes along, so that a
 * browser in which they do not still shows ink on paper.
 */
const style = `
  :root {
    color-scheme: light dark;
    background: var(--bg);
    --bg: light-dark(#fbfbf9, #14171a);
    --surface: light-dark(#f1f2ee, #1c2024);
    --fg: light-dark(#1b1e22, #e4e6e3);
    --muted: light-dark(#5a626c, #9aa3ab);
    --border: var(--muted);
    --line: var(--muted);
    --_text-faint: var(--muted);
    --accent: light-dark(#00664f, #6fd3b4);
  }
  text { font-family: Inter, Helvetica, Arial, 'DejaVu Sans Condensed', system-ui, sans-serif; }
`;

/** Takes the library's colours and web font out of a drawing. */
function ownStyle(svg: string): string {
  return svg
    .replace(/(<svg[^>]*) style="[^"]*"/, '$1')
    .replace(/@import url\('https:\/\/fonts.*/g, '')
    .replace(/text \{[^}]*\}/, () => style);
}

/** Shows drawings in the place of their sources. Changes `tree`. */
export function shapeDiagrams(tree: HastRoot, diagrams: Diagrams, words: Words['text']): void {
  let count = 0;
  visit(tree, 'element', (pre, index, parent) => {
    const code = pre.children[0];
    if (pre.tagName !== 'pre' || code?.type !== 'element' || !parent || index === undefined) return undefined;
    const drawing = diagrams.get(textOf(code).replace(/\n$/, ''));
    const isMeant = [code.properties.className].flat().some((name) => name === 'language-mermaid');
    if (!isMeant || !drawing || 'failure' in drawing) return undefined;
    const meta = String(pre.properties.dataMeta ?? '');
    const { address: src, width, height } = drawing;
    const alt = fenceText(meta, 'alt');
    const title = fenceText(meta, 'title');
    const image = h('img', { src, alt, width, height, loading: 'lazy', decoding: 'async' });
    const region = { role: 'region', ariaLabel: words.diagram(++count), tabIndex: 0 };
    parent.children[index] = h('figure.diagram', h('div', region, image), title && h('figcaption', title));
    return SKIP;
  });
}
