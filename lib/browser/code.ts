import { copied } from './copied';

/**
 * What a block of code offers besides its text: a copy, wrapped lines, and numbered lines that
 * can be linked to as `#code-2-L5` or `#code-2-L5-L8`.
 */
const root = document.documentElement;

/** Says to those who do not see it what a button has done. */
const status = document.createElement('p');
status.className = 'sr-only';
status.setAttribute('role', 'status');
document.body.append(status);

interface Block {
  id: string;
  figure: HTMLElement;
  pre: HTMLElement;
  code: HTMLElement;
  numbers: HTMLButtonElement;
}

const blocks: Block[] = [];
const wrapButtons: HTMLButtonElement[] = [];

for (const [at, figure] of document.querySelectorAll<HTMLElement>('figure.code').entries()) {
  const pre = figure.querySelector('pre');
  const code = pre?.querySelector('code');
  if (pre && code) equip(`code-${at + 1}`, figure, pre, code);
}

function equip(id: string, figure: HTMLElement, pre: HTMLElement, code: HTMLElement) {
  const tools = document.createElement('div');
  tools.className = 'tools';
  const button = (label: string, act: (button: HTMLButtonElement) => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', () => act(made));
    tools.append(made);
    return made;
  };
  button('Copy', (made) => void copy(block, made));
  const numbers = button('Lines', () => setNumbered(block, numbers.ariaPressed !== 'true'));
  numbers.ariaPressed = 'false';
  const wrap = button('Wrap', () => setWrap(root.dataset.wrap === undefined));
  wrap.ariaPressed = String(root.dataset.wrap !== undefined);
  wrap.hidden = true;
  wrapButtons.push(wrap);
  const block = { id, figure, pre, code, numbers };
  blocks.push(block);
  pre.before(tools);
  // Only where a line is too long is there something to wrap. A block far below is laid out when
  // the focus comes to its first button, so this one appears behind it and not under it.
  new ResizeObserver(() => {
    wrap.hidden = root.dataset.wrap === undefined && pre.scrollWidth <= pre.clientWidth;
  }).observe(pre);
}

function setWrap(wrapped: boolean) {
  if (wrapped) root.dataset.wrap = '';
  else delete root.dataset.wrap;
  for (const button of wrapButtons) button.ariaPressed = String(wrapped);
  try {
    if (wrapped) localStorage.setItem('wrap', '1');
    else localStorage.removeItem('wrap');
  } catch {
    // Not remembered, but wrapped.
  }
}

async function copy({ pre, code }: Block, button: HTMLButtonElement) {
  const lines = [...code.querySelectorAll('.line')];
  // What a diff takes away is not wanted, nor the space before the mark of a line.
  const kept = lines.filter((line) => !line.classList.contains('remove'));
  const text =
    lines.length > 0 ? kept.map((line) => line.textContent?.trimEnd()).join('\n') : code.textContent;
  let result = 'Copied';
  try {
    await navigator.clipboard.writeText(copied(text ?? '', pre.dataset.lang ?? ''));
  } catch {
    getSelection()?.selectAllChildren(code);
    result = 'Selected';
  }
  status.textContent = result;
  button.textContent = result;
  setTimeout(() => {
    status.textContent = '';
    button.textContent = 'Copy';
  }, 2000);
}

/** Shows or hides the numbers of lines. */
function setNumbered(block: Block, numbered: boolean) {
  const { id, pre, code, numbers } = block;
  pre.classList.toggle('numbered', numbered);
  numbers.ariaPressed = String(numbered);
  for (const [at, line] of linesOf(code).entries()) {
    if (line.id) continue;
    line.id = `${id}-L${at + 1}`;
    const link = document.createElement('a');
    link.href = `#${line.id}`;
    link.className = 'number';
    link.dataset.number = String(at + 1);
    link.ariaLabel = `Line ${at + 1}`;
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

/** The lines of a block, each an element of its own; where none is marked, they are made. */
function linesOf(code: HTMLElement): HTMLElement[] {
  const there = [...code.querySelectorAll<HTMLElement>('.line')];
  if (there.length > 0) return there;
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

/** Marks and shows the lines that the address names. */
function showLines() {
  for (const line of document.querySelectorAll('.line.linked')) line.classList.remove('linked');
  const [, id, from, to = from] = /^#(code-\d+)-L(\d+)(?:-L(\d+))?$/.exec(location.hash) ?? [];
  const block = blocks.find((each) => each.id === id);
  if (!block) return;
  setNumbered(block, true);
  const lines = linesOf(block.code).slice(Number(from) - 1, Number(to));
  for (const line of lines) line.classList.add('linked');
  lines[0]?.scrollIntoView({ block: 'center' });
}

addEventListener('hashchange', showLines);
showLines();
