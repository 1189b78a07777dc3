import { Idiomorph } from 'idiomorph';

/**
 * Keeps a page of `npm run dev` up to date: where its text has changed, only that is replaced, so
 * that scroll position, selection and open details stay; anything else reloads the page. Errors
 * of the last change are shown above it. It is not part of a built site.
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
      // The page's own modules have added these.
      beforeNodeRemoved: (node) => !(node instanceof Element && node.matches('.tools, [data-tools] > *')),
      beforeAttributeUpdated: (name) => name !== 'open',
    },
  });
  const code = document.querySelector<HTMLScriptElement>('main script[src*="/code."]');
  if (code && document.querySelector('figure.code:not(:has(.tools))')) await import(`${code.src}?${version}`);
}

/** A page, parsed. Trusted Types forbid a script to parse HTML, but let it load a document. */
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

/** What a page has besides its text: its policy, styles and modules, header and footer. */
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
  '.preview-problems{position:sticky;inset-block-start:0;z-index:20;max-block-size:50vh;overflow:auto;padding:1rem 1.25rem;font:.875rem/1.5 var(--mono);white-space:pre-wrap;color:var(--ink);background:var(--sunk);border-block-end:3px solid var(--danger)}',
);
document.adoptedStyleSheets.push(styles);
