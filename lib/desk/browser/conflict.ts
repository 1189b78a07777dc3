import { MergeView } from '@codemirror/merge';
import { EditorView } from '@codemirror/view';
import { openText } from '../document';
import type { FileText } from '../file-text';
import { button, element } from './dom';
import { commonExtensions, readOnly } from './editor';

/** What the author has decided: the merged text, the version on disk, or to decide later. */
export type Resolution = { text: string } | 'disk' | 'later';

/** Shows the version on disk and the author's side by side. @param mine the text of the editor */
export function resolveConflict(disk: FileText, mine: string): Promise<Resolution> {
  return new Promise((decide) => {
    const place = element('div', { class: 'merge' });
    const dialog = element(
      'dialog',
      { class: 'conflict', 'aria-labelledby': 'conflict-title' },
      element('h2', { id: 'conflict-title' }, 'Changed on disk'),
      element(
        'p',
        {},
        `${disk.path} was changed by another program since you opened it. Nothing was overwritten. On the left is the version on disk, on the right is yours, which you can edit here. The arrows between them copy a change to the right.`,
      ),
      place,
    );
    const merge = new MergeView({
      parent: place,
      a: { doc: openText(disk.text).doc, extensions: [commonExtensions('The version on disk'), readOnly] },
      b: { doc: mine, extensions: commonExtensions('Your version') },
      revertControls: 'a-to-b',
      collapseUnchanged: { margin: 3, minSize: 6 },
      gutter: true,
    });
    const close = (resolution: Resolution) => {
      merge.destroy();
      dialog.close();
      dialog.remove();
      decide(resolution);
    };
    dialog.append(
      element(
        'p',
        { class: 'actions' },
        button('Save the version on the right', () => close({ text: merge.b.state.doc.toString() }), {
          class: 'primary',
        }),
        button('Use the version on disk', () => close('disk')),
        button('Decide later', () => close('later')),
      ),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      close('later');
    });
    document.body.append(dialog);
    dialog.showModal();
    EditorView.findFromDOM(merge.b.dom)?.focus();
  });
}
