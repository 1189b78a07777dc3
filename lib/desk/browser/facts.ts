import type { EditorView } from '@codemirror/view';
import type { InspectedDocument } from '../../build/inspect';
import { cut, places } from '../../pages/link-previews';
import { call } from './api';
import { relative } from './completion';
import { button, element } from './dom';
import { announce } from './status';

/** Words that are read in a minute, as on the site. */
const wordsPerMinute = 230;

const summary = element('summary', {}, 'Words and link previews');
const content = element('div', { class: 'previews' });
const links = element('section', {});
/** The length of the text, how links to it will look, and where it could link to other posts. */
export const facts = element('details', { class: 'facts' }, summary, content, links);

export function showFacts(document: InspectedDocument | undefined, host: string): void {
  if (!document) return;
  const { words, title, description, excerpt, address = '' } = document;
  const minutes = Math.max(1, Math.round(words / wordsPerMinute));
  summary.textContent = `${words.toLocaleString('en')} words · ${minutes} min read`;
  content.replaceChildren(
    ...Object.values(places)
      .slice(0, 2)
      .map(({ name, ...widths }) =>
        element(
          'section',
          {},
          element('h3', {}, name),
          element('p', { class: 'host' }, host + address),
          element('p', { class: 'title' }, ...cutText(title, widths.title)),
          element('p', {}, ...cutText(description ?? excerpt, widths.summary)),
        ),
      ),
  );
}

/** Lists places in the saved text that could link to other posts. Each becomes a link at the press of a button. */
export async function showSuggestions(view: EditorView, path: string): Promise<void> {
  links.replaceChildren(element('h3', {}, 'Links to other posts'), element('p', {}, 'Looking for links …'));
  const found = (await call('suggestions', { path })).links;
  const items = found.map(({ line, column, words, title, path: target }) =>
    element(
      'li',
      {},
      `Line ${line}: “${words}” could link to “${title}” `,
      button('Add the link', () => {
        const { state } = view;
        const from = line <= state.doc.lines ? state.doc.line(line).from + column - 1 : 0;
        // The text may have changed since it was saved.
        const at =
          state.sliceDoc(from, from + words.length) === words ? from : state.doc.toString().indexOf(words);
        if (at === -1) return announce(`“${words}” is not in the text any more`);
        view.dispatch({
          changes: { from: at, to: at + words.length, insert: `[${words}](${relative(path, target)})` },
          userEvent: 'input.link',
          scrollIntoView: true,
        });
        announce(`Linked to ${title}`);
      }),
    ),
  );
  links.replaceChildren(
    element('h3', {}, 'Links to other posts'),
    items.length > 0 ? element('ul', {}, ...items) : element('p', {}, 'None to suggest.'),
  );
}

/** The part of a text that is shown, and the part that is cut off. */
function cutText(text: string, width: number): (string | HTMLElement)[] {
  const { shown, rest } = cut(text, width);
  return rest ? [`${shown} …`, element('del', { title: 'Cut off' }, ` ${rest}`)] : [shown];
}
