/** Numbers, links and highlights the lines of a code block. Loaded on demand. */

/** Shows or hides a block's line numbers. @param id `code-2` for the second block of the page */
export function setNumbered(id: string, pre: HTMLElement, code: HTMLElement, numbered: boolean) {
  pre.classList.toggle('numbered', numbered);
  for (const [at, line] of linesOf(code).entries()) {
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

/** Highlights lines and scrolls to them. @param from,to from 1, inclusive */
export function mark(code: HTMLElement, from: number, to: number) {
  const lines = linesOf(code).slice(from - 1, to);
  for (const line of lines) line.classList.add('linked');
  lines[0]?.scrollIntoView({ block: 'center' });
}

/** The elements of a block's lines. Wraps each line in an element if it has none yet. */
function linesOf(code: HTMLElement): HTMLElement[] {
  const existing = [...code.querySelectorAll<HTMLElement>('.line')];
  if (existing.length > 0) return existing;
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
