import { Idiomorph } from 'idiomorph';
import { type PageProblems, showProblems } from './preview-problems';

/**
 * Updates an open page of `npm run dev`. The text is replaced where it has changed, which keeps the scroll position,
 * the selection and open details. If anything around the text has changed, the page is reloaded. Not part of a
 * built site.
 */

/** The message of the server (`lib/preview/server.ts`). */
interface Message extends PageProblems {
  version: string;
  files: Record<string, string>;
}

/** The version of this page, and of what has been loaded since. */
let version = versionOfPage();
/** The versions of files that this page has loaded. */
let loadedFiles: Record<string, string> | undefined;
let changedFiles: Record<string, string> = {};
let styles = stylesOf(document);
let styleSheet: CSSStyleSheet | undefined;
let isUpdating = false;
let isOutdated = false;

const events = new EventSource('/preview/events');
events.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data) as Message;
  showProblems(message);
  loadedFiles ??= message.files;
  changedFiles = message.files;
  if (version && version !== message.version) void request();
  version = message.version;
});

/** The version that the server has rendered this page from (Server Timing). */
function versionOfPage(): string {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.serverTiming.find(({ name }) => name === 'version')?.description ?? '';
}

/** Updates the page, and once more if there is a newer version by then. */
async function request(): Promise<void> {
  isOutdated = true;
  if (isUpdating) return;
  isUpdating = true;
  try {
    while (isOutdated) {
      isOutdated = false;
      await update();
    }
  } finally {
    isUpdating = false;
  }
}

async function update(): Promise<void> {
  const next = await load(location.href);
  // The page cannot be rendered. Why is shown with the other problems.
  if (!next) return;
  const main = document.querySelector('main');
  const nextMain = next.querySelector('main');
  if (!main || !nextMain || around(next) !== around(document)) return location.reload();
  document.title = next.title;
  replaceStyles(stylesOf(next));
  markChangedFiles(document);
  markChangedFiles(next);
  // `article.ts` has added it, so that blocks keep their places.
  for (const block of next.querySelectorAll('.article > *')) block.classList.add('whole');
  await morph(main, nextMain);
  const code = document.querySelector<HTMLScriptElement>('main script[src*="/code."]');
  if (code && document.querySelector('figure.code:not(:has(.tools))')) await import(`${code.src}?${version}`);
}

/**
 * Loads and parses a page; `null` if it cannot be rendered. Trusted Types forbid parsing HTML in a script, but not
 * loading a document.
 */
function load(address: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () => resolve(request.status < 500 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.send();
  });
}

async function morph(main: Element, nextMain: Element): Promise<void> {
  const paired = pairBlocks(main, nextMain);
  await Idiomorph.morph(main, nextMain, {
    morphStyle: 'outerHTML',
    callbacks: {
      // Keep what the page's modules have added.
      beforeNodeRemoved: (node) => !(node instanceof Element && node.matches('.tools, [data-tools] > *')),
      beforeAttributeUpdated: (name) => name !== 'open',
    },
  });
  for (const block of paired) block.removeAttribute('id');
}

/**
 * Gives blocks with the same text the same ID, until the page is updated. Otherwise, a new paragraph would take the
 * place of the next one, with what is selected in it, and so on to the end.
 */
function pairBlocks(main: Element, nextMain: Element): Element[] {
  const before = uniqueBlocks(main);
  return [...uniqueBlocks(nextMain)].flatMap(([text, next], at) => {
    const block = before.get(text);
    if (!block || block.id || next.id) return [];
    block.id = `preview-block-${at}`;
    next.id = block.id;
    return [block, next];
  });
}

/** The blocks of the text by their texts, without those that occur twice. */
function uniqueBlocks(main: Element): Map<string, Element> {
  const blocks = new Map<string, Element>();
  const repeated = new Set<string>();
  for (const block of main.querySelectorAll('.article > *')) {
    const tools = [...block.querySelectorAll('.tools')].map(({ textContent }) => textContent).join('');
    const text = `${block.localName} ${block.textContent?.replace(tools, '').trim()}`;
    if (blocks.has(text)) repeated.add(text);
    blocks.set(text, block);
  }
  for (const text of repeated) blocks.delete(text);
  return blocks;
}

/** The parts of a page besides its text and styles: policy, modules, header and footer. */
function around(page: Document): string {
  const policies = [...page.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')];
  const scripts = [...page.querySelectorAll<HTMLScriptElement>('body > script')].map(({ src }) => src);
  const parts = [...page.querySelectorAll('header.site a, footer a, footer p')].map((part) => part.outerHTML);
  // Styles are replaced, and their hashes are those of the replaced ones.
  return JSON.stringify([
    policies.map(({ content }) => content.replace(/'sha256-[^']+'/g, '')),
    scripts,
    parts,
  ]);
}

function stylesOf(page: Document): string {
  return page.querySelector('head > style')?.textContent ?? '';
}

/** Replaces the styles of the page. Its policy blocks new style elements, but not style sheets that a script creates. */
function replaceStyles(next: string): void {
  if (next === styles) return;
  styles = next;
  if (!styleSheet) {
    styleSheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(styleSheet);
  }
  styleSheet.replaceSync(next);
  document.querySelector('head > style')?.remove();
}

/** Makes the browser load files again that have changed under the same address. */
function markChangedFiles(page: Document): void {
  for (const element of page.querySelectorAll('main [src], main [poster], header [src]'))
    for (const name of ['src', 'poster']) {
      const address = element.getAttribute(name);
      if (!address?.startsWith('/')) continue;
      const [path = ''] = address.split('?', 1);
      const changed = changedFiles[decodeURI(path)];
      if (changed && changed !== loadedFiles?.[decodeURI(path)])
        element.setAttribute(name, `${path}?${changed}`);
    }
}
