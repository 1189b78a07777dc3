import { formatDay } from '../i18n/language';
import { searchExcerpt } from '../search/excerpt';
import { queryWords, Searcher } from '../search/query';

/** So many posts are shown at once, and so many of them with what stands around the words. */
const page = 10;
const excerpts = 3;
/**
 * In milliseconds. Who types on wants nothing of what lies between, so a search waits for twice
 * as long as one takes from letter to letter, and no shorter or longer than this.
 */
const [shortest, longest] = [200, 600];
/** Excerpts are asked for when nothing is typed any more. */
const pause = 400;

async function fetched(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

const searcher = new Searcher(async (path) => (await fetched(basePath + path)).json());

/**
 * Makes the form of `app/search/page.tsx` work, or one like it: results as typed, excerpts,
 * filters, and arrow keys to go through it all.
 *
 * @param remember keep what is looked for in the address, and begin with what is there
 */
export async function attach(root: HTMLElement, remember: boolean): Promise<void> {
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const results = root.querySelector('ol');
  const status = root.querySelector('[role="status"]');
  if (!form || !input || !results || !status) return;
  let run = 0;
  let timer = 0;
  let waiting = 0;
  let typed = 0;
  let pace = shortest / 2;

  async function search() {
    const mine = ++run;
    clearTimeout(timer);
    clearTimeout(waiting);
    const asked = Object.fromEntries(
      [...new FormData(form ?? undefined)].map(([name, value]) => [name, String(value).trim()]),
    );
    const { q = '', ...filters } = asked;
    const wanted = Object.entries(asked).filter(([, value]) => value);
    if (remember)
      history.replaceState(
        null,
        '',
        wanted.length > 0 ? `?${new URLSearchParams(wanted)}` : location.pathname,
      );
    if (wanted.length === 0) return show([], '', mine);
    try {
      const found = await searcher.search({ text: q, ...filters });
      const text =
        found.length === 0
          ? browserMessages.nothingFound
          : q
            ? browserMessages.found
            : browserMessages.foundThere;
      await show(
        found,
        text.replace('{count}', String(found.length)).replace('{query}', () => q),
        mine,
      );
    } catch {
      if (mine === run && status) status.textContent = browserMessages.noIndex;
    }
  }

  async function show(found: number[], said: string, mine: number, from = 0) {
    const posts = await Promise.all(found.slice(from, from + page).map((number) => searcher.post(number)));
    if (mine !== run || !results || !status) return;
    const items = posts.flatMap((post) => (post ? [itemOf(post)] : []));
    root.querySelector('.more')?.remove();
    if (from === 0) results.replaceChildren();
    results.append(...items.map(({ item }) => item));
    status.textContent = said;
    if (from > 0) items[0]?.link.focus();
    if (found.length > from + page) {
      const more = element('button', 'label more');
      more.type = 'button';
      more.textContent = browserMessages.more;
      more.addEventListener('click', () => {
        show(found, said, run, from + page).catch(() => {
          status.textContent = browserMessages.noIndex;
        });
      });
      results.after(more);
    }
    const words = queryWords(input?.value ?? '');
    timer = window.setTimeout(() => {
      for (const { link, text } of items.slice(0, excerpts)) void excerpt(link, text, words);
    }, pause);
  }

  /** Shows what stands around the words; a text that cannot be had leaves the summary. */
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
    clearTimeout(waiting);
    clearTimeout(timer);
    const now = performance.now();
    // A running mean, as one slow letter makes no slow typist.
    if (typed) pace = (pace + Math.min(longest, now - typed)) / 2;
    typed = now;
    const wait = Math.max(shortest, Math.min(longest, 2 * pace));
    // A single letter is how something begins; whoever means it submits it.
    if (!/^\w$/.test(input.value.trim())) waiting = window.setTimeout(search, wait);
  });
  root.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const stops: HTMLElement[] = [input, ...results.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    stops[at + step]?.focus();
  });

  const asked = new URLSearchParams(remember ? location.search : '');
  input.value ||= asked.get('q') ?? '';
  try {
    const { tags, authors, years } = await searcher.index();
    const filters = element('div', 'filters');
    filters.append(
      ...filter('tag', browserMessages.topic, tags, asked),
      ...filter('author', browserMessages.author, authors, asked),
      ...filter('year', browserMessages.year, years.map(([year]) => [year, year] as const).reverse(), asked),
    );
    form.append(filters);
  } catch {
    // Said when something is looked for.
  }
  if ([...asked].length > 0) void search();
  // Somebody has begun to type while this was loaded, and may go on.
  else if (input.value) input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A choice by which fewer posts are found, where there is one. */
function filter(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, name: string])[],
  asked: URLSearchParams,
): HTMLElement[] {
  if (choices.length < 2) return [];
  const select = element('select');
  select.name = name;
  select.append(
    new Option(browserMessages.any, ''),
    ...choices.map(([value, text]) => new Option(text, value)),
  );
  select.value = asked.get(name) ?? '';
  const labelled = element('label', 'label');
  labelled.append(label, select);
  return [labelled];
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

/** Opens the search over the page that is being read. */
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
  search.append(form, status, element('ol'));
  made.append(search);
  // A click beside it closes it, and so does Escape, where a browser would empty the box first.
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
