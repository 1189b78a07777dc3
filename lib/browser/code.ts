/**
 * The tools of code blocks: copying, line wrapping, and line numbers with links such as
 * `#code-2-L5` or `#code-2-L5-L8`. Their code is loaded on the first click.
 */
const { dataset } = document.documentElement;
const wrapButtons: HTMLButtonElement[] = [];

for (const figure of document.querySelectorAll<HTMLElement>('figure.code')) {
  const pre = figure.querySelector('pre');
  // In the preview, this module runs again when a block is added to an open page.
  if (pre && !figure.querySelector('.tools')) equip(pre);
}

function equip(pre: HTMLElement) {
  const tools = document.createElement('div');
  tools.className = 'tools';
  const addButton = (label: string, onClick: (button: HTMLButtonElement) => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => onClick(button));
    tools.append(button);
    return button;
  };
  addButton(browserMessages.copy, (button) => void copy(pre, button));
  const lines = addButton(browserMessages.lines, () => {
    void import('./lines').then(({ setNumbered }) => setNumbered(pre, lines.ariaPressed !== 'true'));
  });
  lines.ariaPressed = 'false';
  const wrap = addButton(browserMessages.wrap, () => {
    void import('./wrap').then(({ toggleWrap }) => toggleWrap(wrapButtons));
  });
  wrap.ariaPressed = String(dataset.wrap !== undefined);
  wrap.hidden = true;
  wrapButtons.push(wrap);
  pre.before(tools);
  // The button is shown only if a line is too long. A block far below is laid out when its first
  // button gets the focus, so this button must come after that one.
  new ResizeObserver(() => {
    wrap.hidden = dataset.wrap === undefined && pre.scrollWidth <= pre.clientWidth;
  }).observe(pre);
}

/**
 * Copies the code. Safari allows writing to the clipboard only during the click itself, so the
 * clipboard gets a promise of the text.
 */
async function copy(pre: HTMLElement, button: HTMLButtonElement) {
  const module = import('./copy');
  const text = module.then(({ textOf }) => textOf(pre));
  let isCopied = true;
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
  } catch {
    isCopied = false;
  }
  (await module).report(pre, button, isCopied);
}

/** The module itself reads the URL's fragment, and follows its changes. */
const showLines = () => location.hash.startsWith('#code-') && import('./lines');
addEventListener('hashchange', showLines);
showLines();
