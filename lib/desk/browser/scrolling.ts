import { ensureSyntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { PageView } from './page-view';

/** Milliseconds. A longer text is not scrolled along until it is parsed. */
const PARSE_MS = 100;

/** A place that is in the text as well as on the page: pixels from the top of each. */
interface Pair {
  text: number;
  page: number;
}

/**
 * Scrolls the page along with the text, and the text along with the page. Headings are at the same place in both;
 * between two of them, positions are interpolated.
 */
export function scrollAlong(view: EditorView, pageView: PageView): void {
  /** Who scrolls. The other one follows, and its own events do not count. */
  let leader: 'text' | 'page' = 'text';
  const lead = (who: typeof leader) => () => {
    leader = who;
  };
  for (const event of ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const) {
    view.dom.addEventListener(event, lead('text'), { passive: true });
    pageView.dom.addEventListener(event, lead('page'), { passive: true });
  }
  const follow = () => {
    const { page } = pageView;
    const window = page?.defaultView;
    if (!page || !window) return;
    const pairs = pairsOf(view, page);
    if (leader === 'text') window.scrollTo(0, interpolate(pairs, 'text', 'page', view.scrollDOM.scrollTop));
    else view.scrollDOM.scrollTop = interpolate(pairs, 'page', 'text', window.scrollY);
  };
  view.scrollDOM.addEventListener('scroll', () => leader === 'text' && follow());
  pageView.onscroll = () => leader === 'page' && follow();
  pageView.onuse = lead('page');
  pageView.onchange = () => leader === 'text' && follow();
}

function pairsOf(view: EditorView, page: Document): Pair[] {
  const top = view.documentTop;
  const scrolled = view.scrollDOM.getBoundingClientRect().top - view.scrollDOM.scrollTop;
  const pairs: Pair[] = [{ text: 0, page: 0 }];
  const rest = [...page.querySelectorAll<HTMLElement>('main :is(h2, h3, h4, h5, h6)')];
  const offset = page.defaultView?.scrollY ?? 0;
  for (const heading of headingsOf(view)) {
    const at = rest.findIndex(({ textContent }) => plain(textContent) === plain(heading.text));
    const [found] = at === -1 ? [] : rest.splice(0, at + 1).slice(-1);
    if (found)
      pairs.push({
        text: top + view.lineBlockAt(heading.from).top - scrolled,
        page: found.getBoundingClientRect().top + offset,
      });
  }
  pairs.push({
    text: view.scrollDOM.scrollHeight - view.scrollDOM.clientHeight,
    page: page.documentElement.scrollHeight - page.documentElement.clientHeight,
  });
  // Near the end, a heading may be further down than anyone can scroll.
  return pairs.filter((pair, at) => {
    const before = pairs[at - 1];
    return !before || (pair.text > before.text && pair.page > before.page);
  });
}

function headingsOf(view: EditorView): { from: number; text: string }[] {
  const found: { from: number; text: string }[] = [];
  ensureSyntaxTree(view.state, view.state.doc.length, PARSE_MS)?.iterate({
    enter: ({ name, from, to }) => {
      if (/^(?:ATX|Setext)Heading/.test(name)) found.push({ from, text: view.state.sliceDoc(from, to) });
      return name === 'Document';
    },
  });
  return found;
}

/** Letters and digits only: the page has typographic quotes, and no Markdown. */
const plain = (text: string | null) =>
  (text ?? '').replace(/\{#[^}]*\}\s*$|\]\([^)]*\)|[^\p{L}\p{N}]/gu, '').toLowerCase();

function interpolate(pairs: readonly Pair[], from: keyof Pair, to: keyof Pair, at: number): number {
  const next = pairs.findIndex((pair) => pair[from] > at);
  const [a, b] = [pairs[next - 1], pairs[next]];
  if (!a || !b) return (next === -1 ? pairs.at(-1) : pairs[0])?.[to] ?? 0;
  return a[to] + ((at - a[from]) / (b[from] - a[from])) * (b[to] - a[to]);
}
