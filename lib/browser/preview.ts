import { Idiomorph } from 'idiomorph';

/**
 * Updates an open page of `npm run dev`. If only its text has changed, the text is replaced, which
 * keeps the scroll position, the selection and open details. Otherwise the page is reloaded.
 * Errors are shown above the page. Not part of a built site.
 */
const events = new EventSource('/preview/events');
let version = '';

events.addEventListener('message', ({ data }) => {
  const state = JSON.parse(data) as { version: string; problems: string };
  showProblems(state.problems);
  if (version && version !== state.version) void update();
  version = state.version;
});

async function update(): Promise<void> {
  const next = await load(location.href);
  if (!next || outside(next) !== outside(document)) return location.reload();
  const main = document.querySelector('main');
  const nextMain = next.querySelector('main');
  if (!main || !nextMain) return location.reload();
  document.title = next.title;
  await Idiomorph.morph(main, nextMain, {
    morphStyle: 'outerHTML',
    callbacks: {
      // Keep what the page's modules have added.
      beforeNodeRemoved: (node) => !(node instanceof Element && node.matches('.tools, [data-tools] > *')),
      beforeAttributeUpdated: (name) => name !== 'open',
    },
  });
  const code = document.querySelector<HTMLScriptElement>('main script[src*="/code."]');
  if (code && document.querySelector('figure.code:not(:has(.tools))')) await import(`${code.src}?${version}`);
}

/** Loads and parses a page. Trusted Types forbid parsing HTML in a script, but not loading a document. */
function load(address: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () => resolve(request.responseXML);
    request.onerror = () => resolve(null);
    request.send();
  });
}

/** The parts of a page besides its text: policy, styles, modules, header and footer. */
function outside(page: Document): string {
  const policy = page.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content;
  const styles = page.querySelector('head style')?.textContent;
  const scripts = [...page.querySelectorAll<HTMLScriptElement>('body > script')].map(({ src }) => src);
  const around = [...page.querySelectorAll('header.site nav a, footer a')].map((link) => link.outerHTML);
  return JSON.stringify([policy, styles, scripts, around]);
}

let box: HTMLElement | undefined;

function showProblems(problems: string): void {
  box?.remove();
  box = undefined;
  if (!problems) return;
  box = document.createElement('pre');
  box.role = 'alert';
  box.className = 'preview-problems';
  box.textContent = problems;
  document.body.prepend(box);
}

const styles = new CSSStyleSheet();
styles.replaceSync(
  '.preview-problems{position:sticky;inset-block-start:0;z-index:20;max-block-size:50vh;overflow:auto;padding:1rem 1.25rem;font:.875rem/1.5 var(--code);white-space:pre-wrap;color:var(--ink);background:var(--sunk);border-block-end:3px solid var(--danger)}',
);
document.adoptedStyleSheets.push(styles);
