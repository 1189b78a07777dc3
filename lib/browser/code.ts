/**
 * What a block of code offers besides its text: a copy, wrapped lines, and numbered lines that
 * can be linked to as `#code-2-L5` or `#code-2-L5-L8`.
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
  // In the preview, a block may have been added to a page that is open.
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

/**
 * RouteProps what a reader wants of the block. What that is may still be on its way: Safari lets
 * only what is asked for at the click itself into the clipboard.
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

/** Shows or hides the numbers of lines. */
async function number({ id, pre, code, numbers }: Block, numbered: boolean) {
  const { setNumbered } = await import('./lines');
  setNumbered(id, pre, code, numbered);
  numbers.ariaPressed = String(numbered);
}

/** Marks and shows the lines that the address names. */
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
