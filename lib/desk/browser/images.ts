import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { frontMatterIn } from '../front-matter';
import { call } from './api';
import { labeled, showDialog } from './dialogs';
import { element } from './dom';
import { announce } from './status';

/** Takes images that the author pastes or drops, and texts with formatting. */
export const pasting = (path: string): Extension =>
  EditorView.domEventHandlers({
    paste: (event, view) => takeData(event.clipboardData, view, path, undefined),
    drop: (event, view) =>
      takeData(
        event.dataTransfer,
        view,
        path,
        // Near the text, too, for example below its end.
        view.posAtCoords({ x: event.clientX, y: event.clientY }, false),
      ),
  });

function takeData(
  data: DataTransfer | null,
  view: EditorView,
  path: string,
  at: number | undefined,
): boolean {
  if (!data || view.state.readOnly) return false;
  const images = [...data.files].filter(({ type }) => type.startsWith('image/'));
  const html = data.getData('text/html');
  // Office programs add a picture of the text.
  if (images.length > 0 && !data.getData('text/plain')) {
    // First, because the browser restores the cursor of an editor that has had the focus.
    view.focus();
    if (at !== undefined) view.dispatch({ selection: { anchor: at } });
    askAboutImages(view, path, images);
    return true;
  }
  if (at !== undefined || !isRich(html)) return false;
  void pasteRich(view, html, data.getData('text/plain'));
  return true;
}

/** Whether a text has formatting that Markdown knows. What code editors copy has only colors. */
const isRich = (html: string) => /<(?:a|b|strong|i|em|h[1-6]|ul|ol|blockquote|table|pre|code)\b/i.test(html);

async function pasteRich(view: EditorView, html: string, plain: string): Promise<void> {
  const { markdown } = await call('toMarkdown', { html }).catch(() => ({ markdown: plain }));
  view.dispatch(view.state.replaceSelection(markdown), { userEvent: 'input.paste', scrollIntoView: true });
  announce('Pasted as Markdown. Undo to remove it; paste without formatting with Shift.');
}

/** Asks for the alt text of each image in turn, and writes it next to the document. */
export function askAboutImages(view: EditorView, path: string, [image, ...others]: readonly File[]): void {
  if (!image) return;
  const alt = element('textarea', { rows: '3', required: true });
  const smaller = element('input', { type: 'checkbox' });
  const picture = element('img', { alt: '', class: 'thumbnail' });
  const url = URL.createObjectURL(image);
  picture.src = url;
  showDialog(
    'Add an image',
    'Add',
    [
      picture,
      labeled(
        'What does the image show?',
        alt,
        'For readers who cannot see it. The file gets its name from this.',
      ),
      element(
        'label',
        { class: 'check' },
        smaller,
        ` Make it at most 2,400 pixels wide (${(image.size / 1e6).toFixed(1)} MB now)`,
      ),
    ],
    async () => {
      const description = alt.value.trim().replace(/\s+/g, ' ');
      const { name } = await call('addImage', {
        path,
        alt: description,
        data: await base64Of(image),
        isSmaller: smaller.checked,
      });
      URL.revokeObjectURL(url);
      const escaped = description.replace(/[\\[\]]/g, '\\$&');
      insertImage(view, `![${escaped}](${encodeURI(name)})`);
      announce(`Added ${name}`);
      if (others.length > 0) setTimeout(() => askAboutImages(view, path, others));
    },
  );
}

/** Inserts an image at the cursor, or at the end of the text if the cursor is in the front matter. */
function insertImage(view: EditorView, image: string): void {
  const { doc, selection } = view.state;
  const text = doc.toString();
  const frontMatter = frontMatterIn(text);
  const isInFrontMatter = frontMatter && selection.main.from <= doc.lineAt(frontMatter.to).to;
  if (isInFrontMatter) view.dispatch({ selection: { anchor: doc.length } });
  const before = isInFrontMatter ? (text.endsWith('\n') ? '\n' : '\n\n') : '';
  view.dispatch(view.state.replaceSelection(before + image), {
    userEvent: 'input.image',
    scrollIntoView: true,
  });
}

function base64Of(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
}
