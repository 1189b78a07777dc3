import type { SearchEntry } from '../search';

/** Searches titles, descriptions, topics and headings; the page lists the topics without it. */
const form = document.querySelector<HTMLFormElement>('form[data-search]');
const input = form?.querySelector<HTMLInputElement>('input[type="search"]');
const results = document.querySelector<HTMLOListElement>('ol[data-results]');
const status = document.querySelector<HTMLElement>('[data-search-status]');

let entries: Promise<SearchEntry[]> | undefined;

function load(): Promise<SearchEntry[]> {
  entries ??= fetch('/search.json').then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json() as Promise<SearchEntry[]>;
  });
  return entries;
}

/** Words in lower case without accents, with a space before each, so that a query finds how words begin. */
const fold = (text: string) =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()}`;

/** Scripts written without spaces, in which a word may begin anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** How well an entry fits: every word must be somewhere, and counts most in the title. */
function score(entry: SearchEntry, words: string[]): number {
  const fields: [text: string, weight: number][] = [
    [fold(entry.title), 4],
    [fold(entry.tags.join(' ')), 2],
    [fold(`${entry.description} ${entry.headings.join(' ')}`), 1],
  ];
  let sum = 0;
  for (const word of words) {
    const wanted = unspaced.test(word) ? word : ` ${word}`;
    const found = fields.reduce((all, [text, weight]) => all + (text.includes(wanted) ? weight : 0), 0);
    if (found === 0) return 0;
    sum += found;
  }
  return sum;
}

async function search() {
  if (!input || !results || !status) return;
  const query = input.value.trim();
  history.replaceState(null, '', query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  if (!query) {
    results.replaceChildren();
    status.textContent = '';
    return;
  }
  let all: SearchEntry[];
  try {
    all = await load();
  } catch {
    entries = undefined;
    status.textContent = browserWords.noIndex;
    return;
  }
  if (input.value.trim() !== query) return;
  const words = fold(query).trim().split(' ');
  const found = all
    .map((entry) => ({ entry, rank: score(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, 20);
  status.textContent = (found.length === 0 ? browserWords.nothingFound : browserWords.found)
    .replace('{count}', String(found.length))
    .replace('{query}', () => query);
  results.replaceChildren(
    ...found.map(({ entry }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = entry.path;
      link.textContent = entry.title;
      const text = document.createElement('p');
      text.textContent = entry.description;
      item.append(link, text);
      return item;
    }),
  );
}

if (form && input) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void search();
  });
  input.addEventListener('input', () => void search());
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    void search();
  }
}
