import type { EditorView } from '@codemirror/view';
import type { Deleted, Moved } from '../moving';
import { call } from './api';
import { labeled, showDialog } from './dialogs';
import type { ListedDocument } from './document-list';
import { hashOf } from './document-list';
import { button, element } from './dom';
import type { Session } from './session';
import { announce, hideAlert, showAlert } from './status';

/** What actions need to know about the desk. */
export interface Desk {
  view: EditorView;
  session(): Session | undefined;
  document(): ListedDocument | undefined;
  refresh(): Promise<void>;
  /** Closes the open document. @param isGone whether its file is not there any more */
  leave(isGone: boolean): Promise<void>;
}

/** Opens a document, also if its address is there already, because it could not be opened before. */
export function open(path: string): void {
  const hash = hashOf(path);
  if (location.hash === hash) dispatchEvent(new Event('hashchange'));
  else location.hash = hash;
}

/** Asks for a title, and creates a draft. */
export function askForNewPost(desk: Desk): void {
  const title = element('input', { type: 'text', required: true });
  showDialog('New post', 'Create', [labeled('Title', title)], async () => {
    const { path } = await call('newPost', { title: title.value });
    await desk.refresh();
    open(path);
  });
}

/** Asks for the new end of the address. */
export function askForName(desk: Desk): void {
  const document = desk.document();
  const session = desk.session();
  if (!document || !session) return;
  const slug = element('input', { type: 'text', required: true, value: document.slug, spellcheck: 'false' });
  showDialog(
    'Rename',
    'Rename',
    [
      labeled(
        'New end of the address',
        slug,
        `Now ${document.address ?? document.path}. The old address redirects to the new one, and links in other documents follow.`,
      ),
    ],
    async () => {
      if (!(await session.save())) throw new Error('The text is not saved yet.');
      const moved = await call('rename', { path: document.path, slug: slug.value.trim() });
      await follow(desk, moved, 'Renamed');
    },
  );
}

export async function moveToFolder(desk: Desk): Promise<void> {
  const session = desk.session();
  if (!session || !(await session.save())) return;
  await follow(desk, await call('moveToFolder', { path: session.path }), 'Moved');
}

/** Opens a document where it is now, and says which others have changed. */
async function follow(desk: Desk, { path, updated, remaining }: Moved, what: string): Promise<void> {
  await desk.leave(true);
  await desk.refresh();
  open(path);
  const parts = [
    `${what} to ${path}.`,
    updated.length > 0 && `Links updated in ${updated.join(', ')}.`,
    remaining.length > 0 && `Update the links in ${remaining.join(', ')} yourself.`,
  ];
  announce(parts.filter(Boolean).join(' '));
  if (updated.length + remaining.length > 0)
    showAlert(
      'moved',
      parts.filter(Boolean).join(' '),
      button('Close', () => hideAlert('moved')),
    );
}

/** Moves a document to the trash, and offers to undo that. */
export async function deleteDocument(desk: Desk): Promise<void> {
  const session = desk.session();
  if (!session || !(await session.save())) return;
  const deleted = await call('delete', { path: session.path });
  await desk.leave(true);
  location.hash = '';
  await desk.refresh();
  announce(`Deleted ${deleted.path}`);
  showAlert(
    'deleted',
    `${deleted.path} is in the trash. `,
    button('Undo', () => restore(desk, deleted)),
    button('Close', () => hideAlert('deleted')),
  );
}

async function restore(desk: Desk, { id, path }: Deleted): Promise<void> {
  await call('restore', { id });
  hideAlert('deleted');
  await desk.refresh();
  announce(`Restored ${path}`);
  open(path.endsWith('.md') ? path : `${path}/index.md`);
}

/** Lists what is in the trash. */
export async function showTrash(desk: Desk): Promise<void> {
  const { deleted } = await call('deleted', {});
  const choice = element(
    'select',
    { size: '8', required: true },
    ...deleted.map(({ id, path, time }) =>
      element('option', { value: id }, `${path} · ${new Date(time).toLocaleString()}`),
    ),
  );
  showDialog('Trash', 'Restore', [labeled('Deleted documents, the last first', choice)], async () => {
    const chosen = deleted.find(({ id }) => id === choice.value);
    if (chosen) await restore(desk, chosen);
  });
}

/** Asks for a message, and commits the open document with its images. */
export function askToCommit(desk: Desk): void {
  const session = desk.session();
  const document = desk.document();
  if (!session || !document) return;
  const message = element('textarea', { rows: '3', required: true });
  message.value = `${document.type}: ${document.title}`;
  showDialog(
    'Commit',
    'Commit',
    [labeled('Message', message, 'Commits only this document and its images. Nothing is pushed.')],
    async () => {
      if (!(await session.save())) throw new Error('The text is not saved yet.');
      const text = desk.view.state.doc.toString();
      const images = [...text.matchAll(/!\[[^\]]*\]\(\s*<?([^\s)>]+)/g)].map(([, url = '']) =>
        decodeURI(url),
      );
      const { printed } = await call('commit', {
        path: session.path,
        images: images.filter((url) => !/^(?:[a-z]+:|\/|\.\.)/i.test(url)),
        message: message.value.trim(),
      });
      announce(printed);
    },
  );
}
