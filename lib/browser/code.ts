/**
 * The tools of code blocks: copying, line wrapping, and line numbers with links such as
 * `#code-2-L5` or `#code-2-L5-L8`.
 */
const root = document.documentElement;

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
  // In the preview, this module runs again when a block is added to an open page.
  if (pre && code && !figure.querySelector('.tools')) equip(`code-${at + 1}`, figure, pre, code);
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
  button(browserMessages.copy, (made) => void copy(block, made));
  const numbers = button(browserMessages.lines, () => void number(block, numbers.ariaPressed !== 'true'));
  numbers.ariaPressed = 'false';
  const wrap = button(browserMessages.wrap, () => setWrap(root.dataset.wrap === undefined));
  wrap.ariaPressed = String(root.dataset.wrap !== undefined);
  wrap.hidden = true;
  wrapButtons.push(wrap);
  const block = { id, figure, pre, code, numbers };
  blocks.push(block);
  pre.before(tools);
  // The button is shown only if a line is too long. A block far below is laid out when its first
  // button gets the focus, so this button must come after that one.
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
    // Storage is blocked, so the setting is not saved.
  }
}

/**
 * Copies the code. Safari allows writing to the clipboard only during the click itself, so the
 * clipboard gets a promise of the text.
 */
async function copy({ pre, code }: Block, button: HTMLButtonElement) {
  const module = import('./copy');
  const text = module.then(({ textOf }) => textOf(pre, code));
  let isCopied = true;
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
  } catch {
    isCopied = false;
  }
  (await module).report(button, code, isCopied);
}

/** Shows or hides the line numbers. */
async function number({ id, pre, code, numbers }: Block, numbered: boolean) {
  const { setNumbered } = await import('./lines');
  setNumbered(id, pre, code, numbered);
  numbers.ariaPressed = String(numbered);
}

/** Highlights the lines in the URL's fragment and scrolls to them. */
async function showLines() {
  for (const line of document.querySelectorAll('.line.linked')) line.classList.remove('linked');
  const [, id, from, to = from] = /^#(code-\d+)-L(\d+)(?:-L(\d+))?$/.exec(location.hash) ?? [];
  const block = blocks.find((each) => each.id === id);
  if (!block) return;
  await number(block, true);
  const { mark } = await import('./lines');
  mark(block.code, Number(from), Number(to));
}

addEventListener('hashchange', showLines);
void showLines();
