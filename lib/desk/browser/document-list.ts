import type { InspectedDocument } from '../../build/inspect';
import { element } from './dom';

export type ListedDocument = InspectedDocument & {
  /** Whether this browser has a text of it that is not on disk. */
  isUnsaved?: boolean;
};

const typeNames = { Post: 'Posts', Page: 'Pages', Author: 'Authors', Series: 'Series' } as const;

const stateNames = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  published: 'Published',
  errors: 'Errors',
} as const;
type State = keyof typeof stateNames;

/** Its state, as the list shows and filters it. */
export function stateOf({ errors, hidden }: ListedDocument): State {
  return errors > 0 ? 'errors' : (hidden ?? 'published');
}

/** The address of a document in the desk. */
export const hashOf = (path: string): string => `#/${path.split('/').map(encodeURIComponent).join('/')}`;

/** The list of all documents, with a search box and a filter. */
export class DocumentList {
  readonly search = element('input', {
    type: 'search',
    placeholder: 'Find a document',
    'aria-label': 'Find a document',
    'aria-keyshortcuts': 'Control+K',
    oninput: () => this.render(),
  });
  private readonly filter = element(
    'select',
    { 'aria-label': 'State', onchange: () => this.render() },
    element('option', { value: '' }, 'All'),
    ...Object.entries(stateNames).map(([value, name]) => element('option', { value }, name)),
  );
  private readonly count = element('p', { class: 'count', role: 'status' });
  private readonly items = element('div', { class: 'items' });
  readonly dom: HTMLElement;
  documents: ListedDocument[] = [];
  /** The path of the open document. */
  current = '';

  constructor(...actions: HTMLElement[]) {
    this.dom = element(
      'nav',
      { class: 'documents', 'aria-label': 'Documents', tabindex: '-1' },
      element('div', { class: 'find' }, this.search, this.filter, ...actions),
      this.count,
      this.items,
    );
    this.dom.addEventListener('keydown', (event) => this.move(event));
  }

  show(documents: ListedDocument[]): void {
    this.documents = documents;
    this.render();
  }

  render(): void {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.documents.filter(
      (document) =>
        (this.filter.value === '' || stateOf(document) === this.filter.value) &&
        words.every((word) => textOf(document).includes(word)),
    );
    const focused = this.items.contains(document.activeElement)
      ? document.activeElement?.getAttribute('href')
      : undefined;
    this.items.replaceChildren(
      ...Object.entries(typeNames).flatMap(([type, name]) => {
        const ofType = found.filter((each) => each.type === type).sort(byDate);
        if (ofType.length === 0) return [];
        return [
          element('h2', {}, name),
          element('ul', {}, ...ofType.map((each) => element('li', {}, this.link(each)))),
        ];
      }),
    );
    this.count.textContent =
      found.length === this.documents.length
        ? `${found.length} documents`
        : `${found.length} of ${this.documents.length} documents`;
    if (focused)
      [...this.items.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
  }

  private link(each: ListedDocument): HTMLAnchorElement {
    const state = stateOf(each);
    const details = [
      state === 'errors' ? `${each.errors} ${each.errors === 1 ? 'error' : 'errors'}` : stateNames[state],
      each.date &&
        (state === 'scheduled' ? each.date.slice(0, 16).replace('T', ' ') : each.date.slice(0, 10)),
      each.isUnsaved && 'unsaved text',
    ];
    return element(
      'a',
      { href: hashOf(each.path), 'aria-current': each.path === this.current && 'page' },
      element('span', { class: 'title' }, each.title),
      element('span', { class: 'state', 'data-state': state }, details.filter(Boolean).join(' · ')),
    );
  }

  /** Moves between the search box and the documents with the arrow keys. */
  private move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.target === this.search && event.key === 'Enter') {
      event.preventDefault();
      this.items.querySelector('a')?.click();
    }
    if (step === undefined || event.target === this.filter) return;
    event.preventDefault();
    const stops: HTMLElement[] = [this.search, ...this.items.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
  }
}

const textOf = ({ title, path, tags, type }: ListedDocument) =>
  `${title} ${path} ${tags.join(' ')} ${type}`.toLowerCase();

/** The newest first, drafts without a date at the top. */
const byDate = (a: ListedDocument, b: ListedDocument) =>
  (b.date ?? '9').localeCompare(a.date ?? '9') || a.title.localeCompare(b.title);
