/**
 * Shows the errors and warnings of `npm run dev` on an open page, in a shadow tree, which keeps its styles apart from
 * those of the page. Not part of a built site.
 */

/** An error or a warning (`lib/preview/problems.ts`). */
interface PageProblem {
  file?: string;
  line?: number;
  column?: number;
  message: string;
  fix?: string;
  excerpt?: { line: number; text: string; mark?: number }[];
}

/** What is wrong. */
export interface PageProblems {
  errors: PageProblem[];
  warnings: PageProblem[];
}

let shown = '';
/** Whether the errors, or the warnings, are opened. */
let isOpen = { errors: true, warnings: false };
let root: ShadowRoot | undefined;
/** Minimizes what is open. */
let close = () => {};

/** Replaces the problems on the page. */
export function showProblems(problems: PageProblems): void {
  const { errors, warnings } = problems;
  const next = JSON.stringify([errors, warnings]);
  if (next === shown) return;
  shown = next;
  if (errors.length === 0) isOpen.errors = true;
  if (warnings.length === 0) isOpen.warnings = false;
  draw(problems);
}

function draw({ errors, warnings }: PageProblems): void {
  root ??= makeRoot();
  const hadFocus = root.activeElement !== null;
  const redraw = () => draw({ errors, warnings });
  close = () => {
    isOpen = { errors: false, warnings: false };
    redraw();
    root?.querySelector<HTMLElement>('.open')?.focus();
  };
  const parts: Node[] = [];
  if (errors.length > 0 && isOpen.errors) parts.push(panel('error', errors));
  else if (warnings.length > 0 && isOpen.warnings) parts.push(panel('warning', warnings));
  else
    for (const [kind, all] of [
      ['error', errors],
      ['warning', warnings],
    ] as const)
      if (all.length > 0)
        parts.push(
          opener(kind, all, () => {
            isOpen = { errors: kind === 'error', warnings: kind === 'warning' };
            redraw();
            root?.querySelector<HTMLElement>('.close')?.focus();
          }),
        );
  root.replaceChildren(...parts);
  if (hadFocus) root.querySelector<HTMLElement>('button')?.focus();
}

function makeRoot(): ShadowRoot {
  const host = document.createElement('letterpress-problems');
  host.lang = 'en';
  host.dir = 'ltr';
  document.body.append(host);
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets.push(sheet);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && shadow.querySelector('[role=dialog]')) close();
  });
  return shadow;
}

const countOf = (kind: string, all: readonly PageProblem[]) =>
  `${all.length} ${kind}${all.length === 1 ? '' : 's'}`;

function opener(kind: string, all: readonly PageProblem[], open: () => void): HTMLElement {
  const button = element('button', `open ${kind}`, countOf(kind, all)) as HTMLButtonElement;
  button.type = 'button';
  button.ariaExpanded = 'false';
  button.onclick = open;
  return button;
}

function panel(kind: 'error' | 'warning', all: readonly PageProblem[]): HTMLElement {
  const dialog = element('section', `panel ${kind}`);
  dialog.role = 'dialog';
  dialog.ariaLabel = countOf(kind, all);
  const button = element('button', 'close', 'Minimize') as HTMLButtonElement;
  button.type = 'button';
  button.title = 'Escape';
  button.onclick = () => close();
  const heading = element('h2', '', countOf(kind, all));
  const header = element('header', '', heading, button);
  const list = element('ol', '', ...all.map(item));
  // A screen reader reads errors as soon as they appear, and warnings only when they are opened.
  if (kind === 'error') list.role = 'alert';
  const scroller = element('div', 'scroller', list);
  scroller.tabIndex = 0;
  dialog.append(header, scroller);
  return dialog;
}

function item({ file, line, column, message, fix, excerpt }: PageProblem): HTMLElement {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const parts = [
    ...(place ? [element('code', 'place', place)] : []),
    element('p', 'message', message),
    ...(excerpt ? [element('pre', '', ...excerpt.map((each) => excerptLine(each, each.line === line)))] : []),
    ...(fix ? [element('p', 'fix', element('b', '', 'Fix: '), fix)] : []),
  ];
  return element('li', '', ...parts);
}

function excerptLine(
  { line, text, mark }: { line: number; text: string; mark?: number },
  isPlace: boolean,
): HTMLElement {
  const number = element('span', 'number', String(line));
  number.ariaHidden = 'true';
  const marked =
    mark === undefined ? [text] : [text.slice(0, mark), element('mark', '', text.slice(mark) || ' ')];
  return element('span', isPlace ? 'line place' : 'line', number, ...marked, '\n');
}

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

const css = `
:host { all: initial; color-scheme: inherit; }
:host {
  --paper: light-dark(#fff, #1c1b1e);
  --ink: light-dark(#1d1b20, #e9e6ec);
  --sunk: light-dark(#f4f1f5, #29272c);
  --muted: light-dark(#625d68, #a8a2ae);
  --error: light-dark(#b3261e, #ff8a80);
  --warning: light-dark(#7a5900, #e8c26a);
}
* { box-sizing: border-box; margin: 0; }
.panel, .open { --accent: var(--error); color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; }
.warning { --accent: var(--warning); }
.panel {
  position: fixed; z-index: 2147483647; inset: auto 0 0; margin-inline: auto; inline-size: min(100%, 60rem);
  max-block-size: min(60vh, 32rem); display: flex; flex-direction: column; overflow: hidden;
  border: 1px solid color-mix(in srgb, var(--ink) 25%, var(--paper)); border-block-start: 4px solid var(--accent);
  border-radius: 8px 8px 0 0; box-shadow: 0 0 24px rgb(0 0 0 / 30%);
}
header { display: flex; align-items: center; gap: 1em; padding: 8px 16px; }
h2 { flex: 1; font-size: 16px; color: var(--accent); }
button { min-block-size: 32px; padding: 2px 12px; font: inherit; cursor: pointer; border-radius: 6px; border: 1px solid var(--muted); }
.close { color: var(--ink); background: var(--sunk); }
button:focus-visible, .scroller:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
.scroller { overflow: auto; overscroll-behavior: contain; padding: 0 16px 16px; }
ol { list-style: none; padding: 0; display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }
code, pre { font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code.place { color: var(--muted); overflow-wrap: anywhere; user-select: all; }
.message { font-weight: 600; overflow-wrap: anywhere; white-space: pre-line; }
.fix { overflow-wrap: anywhere; white-space: pre-line; }
pre { margin-block: 6px; padding: 8px 0; overflow-x: auto; background: var(--sunk); border-radius: 6px; tab-size: 2; }
.line { display: block; padding-inline: 12px; min-inline-size: max-content; }
.line.place { background: color-mix(in srgb, var(--accent) 16%, transparent); }
.number { display: inline-block; min-inline-size: 3ch; margin-inline-end: 12px; text-align: end; color: var(--muted); user-select: none; }
mark { color: inherit; background: none; text-decoration: underline wavy var(--accent) 1px; text-underline-offset: 3px; }
.open { position: fixed; z-index: 2147483647; inset: auto 12px 12px auto; color: var(--accent); border-color: var(--accent); box-shadow: 0 2px 8px rgb(0 0 0 / 20%); }
.open.error { color: var(--paper); background: var(--accent); font-weight: 600; }
.open.error + .open { inset-block-end: 52px; }
.open.warning { font-size: 13px; }
@media (max-width: 40rem) {
  .panel { max-block-size: 70vh; }
  header, .scroller { padding-inline: 12px; }
  .line { min-inline-size: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
}
@media print { .panel, .open { display: none; } }
`;
