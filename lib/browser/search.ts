import { formatDay } from '../i18n/language';
import { pluralOf } from '../i18n/messages';
import { searchExcerpt } from '../search/excerpt';
import { postsOffered, type SearchIndex } from '../search/files';
import { queryWords, Searcher } from '../search/query';

/** How many topics are offered in the dialog before anything is typed. */
const topicsOffered = 12;
/** How many results are shown at once, and how many of them with an excerpt. */
const page = 10;
const excerpts = 3;
/**
 * In milliseconds. Results for half a word are useless, so a search waits for twice the reader's
 * usual time between letters, within these limits.
 */
const [shortestMs, longestMs] = [200, 600];
/** In milliseconds: how long after the results excerpts are loaded, in case the reader types on. */
const excerptDelayMs = 400;

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const plural = pluralOf(document.documentElement.lang);
const searcher = new Searcher(async (path) => (await fetched(basePath + path)).json());

/**
 * Adds the search to the form of `app/search/page.tsx`, or one like it: what is offered before anything
 * is typed, results while typing, excerpts, filters, and arrow keys to move through all of them.
 *
 * @param remember whether to keep the query in the URL, and to start with the query in the URL
 */
export async function attach(root: HTMLElement, remember: boolean): Promise<void> {
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const results = root.querySelector('ol');
  const status = root.querySelector('[role="status"]');
  const offers = root.querySelector<HTMLElement>('.offers');
  if (!form || !input || !results || !status || !offers) return;
  const filters = element('div', 'filters');
  // Shown with the first results, so that nothing moves while the index is loaded.
  filters.hidden = true;
  let run = 0;
  let excerptTimer = 0;
  let searchTimer = 0;
  let lastTyped = 0;
  let typingInterval = shortestMs / 2;

  async function search() {
    const thisRun = ++run;
    clearTimeout(excerptTimer);
    clearTimeout(searchTimer);
    const fields = Object.fromEntries(
      [...new FormData(form ?? undefined)].map(([name, value]) => [name, String(value).trim()]),
    );
    const { q = '', ...filters } = fields;
    const wanted = Object.entries(fields).filter(([, value]) => value);
    if (remember)
      history.replaceState(
        null,
        '',
        wanted.length > 0 ? `?${new URLSearchParams(wanted)}` : location.pathname,
      );
    if (wanted.length === 0) {
      await show([], '', thisRun);
      if (thisRun === run) offer(true);
      return;
    }
    try {
      const found = await searcher.search({ text: q, ...filters });
      const text =
        found.length === 0 && q
          ? browserMessages.nothingFound
          : plural(found.length, JSON.parse(q ? browserMessages.found : browserMessages.foundThere));
      await show(
        found,
        text.replace('{query}', () => q),
        thisRun,
      );
      if (thisRun === run) offer(false);
    } catch {
      if (thisRun !== run || !status) return;
      status.textContent = browserMessages.noIndex;
      offer(true);
    }
  }

  /** Shows what is offered before anything is typed, or hides it and shows the filters. */
  function offer(isShown: boolean) {
    delete document.documentElement.dataset.query;
    if (offers) offers.hidden = !isShown;
    if (!isShown) filters.hidden = false;
  }

  /** Fills the dialog with the latest articles and the most used topics. The search page has its own. */
  async function fill(box: HTMLElement, { posts, tags }: SearchIndex) {
    const numbers = Array.from({ length: Math.min(posts, postsOffered) }, (_, at) => posts - 1 - at);
    const latest = await Promise.all(numbers.map((number) => searcher.post(number)));
    const topics = tags.slice(0, topicsOffered).map(([slug, name]) => {
      const item = element('li');
      const link = element('a');
      link.href = `${basePath}/tags/${slug}/`;
      link.textContent = name;
      item.append(link);
      return item;
    });
    const items = latest.flatMap((post) => (post ? [itemOf(post)] : []));
    for (const { text } of items) text.remove();
    box.append(
      ...list(
        browserMessages.latest,
        '',
        items.map(({ item }) => item),
      ),
      ...list(browserMessages.byTopic, 'topics', topics),
    );
  }

  async function show(found: number[], message: string, thisRun: number, from = 0) {
    const posts = await Promise.all(found.slice(from, from + page).map((number) => searcher.post(number)));
    if (thisRun !== run || !results || !status) return;
    const items = posts.flatMap((post) => (post ? [itemOf(post)] : []));
    root.querySelector('.more')?.remove();
    if (from === 0) results.replaceChildren();
    results.append(...items.map(({ item }) => item));
    status.textContent = message;
    if (from > 0) items[0]?.link.focus();
    if (found.length > from + page) {
      const more = element('button', 'label more');
      more.type = 'button';
      more.textContent = browserMessages.more;
      more.addEventListener('click', () => {
        show(found, message, run, from + page).catch(() => {
          status.textContent = browserMessages.noIndex;
        });
      });
      results.after(more);
    }
    const words = queryWords(input?.value ?? '');
    excerptTimer = window.setTimeout(() => {
      for (const { link, text } of items.slice(0, excerpts)) void excerpt(link, text, words);
    }, excerptDelayMs);
  }

  /** Replaces the summary of a result by an excerpt, if the article can be loaded. */
  async function excerpt(link: HTMLAnchorElement, text: HTMLElement, words: string[]) {
    const markdown = await fetched(`${link.pathname}index.md`)
      .then((response) => response.text())
      .catch(() => '');
    const parts = searchExcerpt(markdown, words);
    if (parts)
      text.replaceChildren(
        ...parts.map((part, at) => {
          if (at % 2 === 0) return part;
          const mark = element('mark');
          mark.textContent = part;
          return mark;
        }),
      );
  }

  function itemOf([href, title, summary, day]: readonly [string, string, string, string]) {
    const item = element('li');
    const link = element('a');
    link.href = basePath + href;
    link.textContent = title;
    const time = element('time', 'label');
    time.dateTime = day;
    time.textContent = formatDay(day, document.documentElement.lang);
    const text = element('p');
    text.textContent = summary;
    item.append(link, time, text);
    return { item, link, text };
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void search().then(() => results.querySelector('a')?.focus());
  });
  form.addEventListener('input', ({ target }) => {
    if (target !== input) return void search();
    clearTimeout(searchTimer);
    clearTimeout(excerptTimer);
    const now = performance.now();
    // A moving average, so that one slow letter has little effect.
    if (lastTyped) typingInterval = (typingInterval + Math.min(longestMs, now - lastTyped)) / 2;
    lastTyped = now;
    const wait = Math.max(shortestMs, Math.min(longestMs, 2 * typingInterval));
    // A single letter is usually the start of a word. To search for it, the reader submits the form.
    if (!/^\w$/.test(input.value.trim())) searchTimer = window.setTimeout(search, wait);
  });
  root.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const stops: HTMLElement[] = [input, ...(offers.hidden ? results : offers).querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    stops[at + step]?.focus();
  });

  const params = new URLSearchParams(remember ? location.search : '');
  input.value ||= params.get('q') ?? '';
  try {
    const index = await searcher.index();
    const { tags, authors, years } = index;
    const yearChoices = years.map(([year]) => [year, year] as const).reverse();
    filters.append(
      ...filter('tag', browserMessages.topic, browserMessages.anyTopic, tags, params),
      ...filter('author', browserMessages.author, browserMessages.anyAuthor, authors, params),
      ...filter('year', browserMessages.year, browserMessages.anyYear, yearChoices, params),
    );
    form.append(filters);
    if (!offers.firstChild) void fill(offers, index).catch(() => {});
  } catch {
    // Reported at the first search.
  }
  if ([...params].length > 0) void search();
  // The reader began to type while this was loading, and may still be typing.
  else if (input.value) input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A filter with a label, or nothing if there are fewer than two choices. */
function filter(
  name: string,
  label: string,
  any: string,
  choices: readonly (readonly [value: string, name: string])[],
  params: URLSearchParams,
): HTMLElement[] {
  if (choices.length < 2) return [];
  const select = element('select');
  select.name = name;
  select.append(new Option(any, ''), ...choices.map(([value, text]) => new Option(text, value)));
  select.value = params.get(name) ?? '';
  const labelled = element('label', 'label');
  labelled.append(label, select);
  return [labelled];
}

/** A list with a heading, or nothing if there are no items. */
function list(title: string, className: string, items: HTMLElement[]): HTMLElement[] {
  if (items.length === 0) return [];
  const heading = element('h2', 'label');
  heading.textContent = title;
  const made = element('ul', className);
  made.append(...items);
  return [heading, made];
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className?: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}

let dialog: HTMLDialogElement | undefined;

/** Opens the search over the current page. */
export function openDialog(): void {
  dialog ??= makeDialog();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('input')?.select();
}

function makeDialog(): HTMLDialogElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(searchStyles);
  document.adoptedStyleSheets.push(sheet);
  const made = element('dialog', 'over');
  made.ariaLabel = browserMessages.search;
  const input = element('input');
  input.type = 'search';
  input.name = 'q';
  input.autocomplete = 'off';
  input.ariaLabel = input.placeholder = browserMessages.searchHint;
  const close = element('button', 'label');
  close.type = 'button';
  close.textContent = browserMessages.close;
  close.addEventListener('click', () => made.close());
  const form = element('form');
  form.append(input, close);
  const status = element('p', 'label');
  status.role = 'status';
  const search = element('search', 'search');
  search.append(form, status, element('ol'), element('div', 'offers'));
  made.append(search);
  // A click outside closes it. So does Escape, which in some browsers would only clear the box.
  made.addEventListener('click', (event) => event.target === made && made.close());
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    made.close();
  });
  document.body.append(made);
  void attach(search, false);
  return made;
}
