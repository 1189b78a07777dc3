/** Numbers, links and highlights the lines of code blocks. Loaded on demand. */

/** Shows or hides a block's line numbers. */
export function setNumbered(pre: HTMLElement, numbered: boolean): void {
  pre.classList.toggle('numbered', numbered);
  // The second of the buttons that `code.ts` adds.
  const button = pre.parentElement?.querySelectorAll<HTMLButtonElement>('.tools button')[1];
  if (button) button.ariaPressed = String(numbered);
  const id = `code-${figures().findIndex((figure) => figure.contains(pre)) + 1}`;
  for (const [at, line] of linesOf(pre).entries()) {
    if (line.id) continue;
    line.id = `${id}-L${at + 1}`;
    const link = document.createElement('a');
    link.href = `#${line.id}`;
    link.className = 'number';
    link.dataset.number = String(at + 1);
    link.ariaLabel = browserMessages.line.replace('{number}', String(at + 1));
    link.addEventListener('click', (event) => {
      const [, from] = /-L(\d+)/.exec(location.hash.startsWith(`#${id}-L`) ? location.hash : '') ?? [];
      if (!event.shiftKey || !from) return;
      event.preventDefault();
      const [first, last] = [Number(from), at + 1].sort((a, b) => a - b);
      location.hash = `${id}-L${first}-L${last}`;
    });
    line.prepend(link);
  }
}

const figures = () => [...document.querySelectorAll<HTMLElement>('figure.code')];

/** Highlights the lines in the URL's fragment and scrolls to them. */
function showLinked() {
  for (const line of document.querySelectorAll('.line.linked')) line.classList.remove('linked');
  const [, block, from, to = from] = /^#code-(\d+)-L(\d+)(?:-L(\d+))?$/.exec(location.hash) ?? [];
  const pre = figures()[Number(block) - 1]?.querySelector('pre');
  if (!pre) return;
  setNumbered(pre, true);
  const lines = linesOf(pre).slice(Number(from) - 1, Number(to));
  for (const line of lines) line.classList.add('linked');
  lines[0]?.scrollIntoView({ block: 'center' });
}

/** The elements of a block's lines. Wraps each line in an element if it has none yet. */
function linesOf(pre: HTMLElement): HTMLElement[] {
  const existing = [...pre.querySelectorAll<HTMLElement>('.line')];
  const code = pre.querySelector('code');
  if (existing.length > 0 || !code) return existing;
  const lines: HTMLElement[] = [];
  const begin = () => {
    const line = document.createElement('span');
    line.className = 'line';
    lines.push(line);
  };
  begin();
  for (const node of [...code.childNodes])
    for (const [at, part] of (node.textContent ?? '').split('\n').entries()) {
      if (at > 0) begin();
      if (!part) continue;
      const piece = node.cloneNode() as ChildNode;
      piece.textContent = part;
      lines.at(-1)?.append(piece);
    }
  code.replaceChildren(...lines.flatMap((line, at) => (at > 0 ? ['\n', line] : [line])));
  return lines;
}

// A page has them only if its author has marked a line.
const styles = new CSSStyleSheet();
styles.replaceSync(lineStyles);
document.adoptedStyleSheets.push(styles);

addEventListener('hashchange', showLinked);
showLinked();
