import { EditorView } from '@codemirror/view';
import {
  askForName,
  askForNewPost,
  askToCommit,
  type Desk,
  deleteDocument,
  moveToFolder,
  open,
  showTrash,
} from './actions';
import { CallError, call } from './api';
import { completions, type Known } from './completion';
import { showDialog } from './dialogs';
import { DocumentList } from './document-list';
import { button, element, modifier } from './dom';
import { blank } from './editor';
import { facts, showFacts, showSuggestions } from './facts';
import { askAboutImages, pasting } from './images';
import { allKeptTexts, forgetText } from './kept-texts';
import { PageView } from './page-view';
import { problemsOf } from './problems';
import { askToPublish } from './publishing';
import { scrollAlong } from './scrolling';
import { Session } from './session';
import { alerts, announce, hideAlert, showAlert, status } from './status';

/** The desk: a list of the documents, the text of one of them, and its page. */

let session: Session | undefined;
let settings: { timeZone?: string; host: string; isInGit?: boolean; fields?: Known['fields'] } = {
  host: location.host,
};

const desk: Desk = {
  get view() {
    return view;
  },
  session: () => session,
  document: () => list.documents.find(({ path }) => path === session?.path),
  refresh: refreshList,
  leave: async (isGone) => {
    if (isGone) await session?.abandon();
    else await session?.close();
    session = undefined;
    view.setState(blank);
  },
};

const list = new DocumentList(
  button('New post', () => askForNewPost(desk), { class: 'primary' }),
  button('Trash', () => attempt(showTrash(desk))),
);
const pageView = new PageView();
const title = element('h1', {}, 'Desk');
const chooser: HTMLInputElement = element('input', {
  type: 'file',
  accept: 'image/*',
  multiple: true,
  hidden: true,
  onchange: () => session && askAboutImages(view, session.path, [...(chooser.files ?? [])]),
});
const postOnly = [
  button('Publish …', () => session && askToPublish(view, session, settings.timeZone)),
  button('Rename …', () => askForName(desk)),
];
const committing = button('Commit …', () => askToCommit(desk));
const toolbar = element(
  'div',
  { class: 'toolbar', role: 'toolbar', 'aria-label': 'Document', hidden: true },
  ...postOnly,
  button('Image …', () => chooser.click()),
  button('Own folder', () => attempt(moveToFolder(desk)), {
    title: 'Move it to a folder of its own, where its images are next to it',
  }),
  committing,
  button('Delete', () => attempt(deleteDocument(desk))),
  chooser,
);
const text = element('section', { class: 'text', 'aria-label': 'Text' }, toolbar);
const view = new EditorView({ parent: text, state: blank });
text.append(facts);
facts.hidden = true;
facts.addEventListener('toggle', () => facts.open && session && attempt(showSuggestions(view, session.path)));
scrollAlong(view, pageView);

const panes = [
  { name: 'Documents', dom: list.dom, focus: () => list.search.focus() },
  { name: 'Text', dom: text, focus: () => view.focus() },
  { name: 'Page', dom: pageView.dom, focus: () => pageView.dom.focus() },
];
const tabs = element(
  'nav',
  { class: 'tabs', 'aria-label': 'Panes' },
  ...panes.map(({ name }, at) => button(name, () => showPane(at))),
);

document.body.append(
  element(
    'header',
    {},
    element('a', { class: 'site', href: '/' }, document.body.dataset.site ?? ''),
    title,
    status,
    button('Keys', showKeys),
    tabs,
  ),
  alerts,
  element('main', {}, ...panes.map(({ dom }) => dom)),
);

function showKeys(): void {
  const keys = [
    [`${modifier}S`, 'Save now. Texts are also saved when you pause'],
    [`${modifier}K`, 'Find a document; arrow keys choose one'],
    ['F6', 'Next pane: documents, text, page'],
    [`${modifier}F`, 'Find in the text'],
    [`${modifier}Shift+M`, 'List errors and warnings, with fixes'],
    ['F8', 'Next error or warning'],
    [`${modifier.replace('⌘', 'Ctrl+')}Space`, 'Complete a field, a value or a link'],
    [`${modifier}Z`, 'Undo'],
    ['Tab', 'Leave the editor'],
  ];
  const rows = keys.flatMap(([key, what]) => [
    element('dt', {}, element('kbd', {}, key)),
    element('dd', {}, what),
  ]);
  showDialog('Keys', 'Close', [element('dl', { class: 'keys' }, ...rows)], () => {});
}

/** Does something, and shows why if it fails. */
function attempt(action: Promise<unknown>): void {
  action.catch(showError);
}

function showError(error: unknown): void {
  if (!(error instanceof Error)) throw error;
  showAlert(
    'failed',
    `${error.message} `,
    button('Close', () => hideAlert('failed')),
  );
}

/** Shows a pane on a small screen, where there is room for one. */
function showPane(at: number): void {
  document.body.dataset.pane = panes[at]?.name.toLowerCase();
  for (const [index, tab] of [...tabs.children].entries())
    tab.setAttribute('aria-pressed', String(index === at));
}

/** Reads the list of documents again. */
async function refreshList(): Promise<void> {
  const [{ documents }, kept] = await Promise.all([call('documents', {}), allKeptTexts().catch(() => [])]);
  const unsaved = new Set(kept.map(({ path }) => path).filter((path) => path !== session?.path));
  list.show(documents.map((each) => ({ ...each, isUnsaved: unsaved.has(each.path) })));
  for (const { path, text } of kept)
    if (path !== session?.path && !documents.some((each) => each.path === path)) offerLost(path, text);
  showPage();
}

/** Offers a text that was not saved, and whose file is gone. */
function offerLost(path: string, text: string): void {
  const forget = async () => {
    await forgetText(path);
    hideAlert(path);
  };
  const write = async () => {
    await call('recreate', { path, text });
    await forget();
    await refreshList();
    open(path);
  };
  showAlert(
    path,
    `This browser has an unsaved text of ${path}, and there is no such file any more. `,
    button('Write the file again', () => attempt(write())),
    button('Discard the text', () => attempt(forget())),
  );
}

/** Shows what is known about the open document. */
function showPage(): void {
  const shown = desk.document();
  title.textContent = shown?.title ?? 'Desk';
  document.title = `${shown ? `${shown.title} · ` : ''}Desk`;
  toolbar.hidden = !session;
  facts.hidden = !session;
  for (const each of postOnly) each.hidden = shown?.type !== 'Post';
  committing.hidden = !settings.isInGit;
  showFacts(shown, settings.host);
  pageView.show(shown?.address);
}

/** Opens the document in the address. */
async function navigate(): Promise<void> {
  const path = location.hash.slice(2).split('/').map(decodeURIComponent).join('/');
  if (path === (session?.path ?? '')) return;
  await desk.leave(false);
  hideAlert('failed');
  list.current = path;
  list.render();
  if (path)
    try {
      session = await Session.open(path, view, extensionsFor(path));
      showPane(1);
      view.focus();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      showError(error);
    }
  else showPane(0);
  showPage();
}

const extensionsFor = (path: string) => [
  problemsOf(path, (checked) => showFacts(checked, settings.host)),
  completions({ path, documents: () => list.documents, fields: settings.fields }),
  pasting(path),
];

/** One at a time, so that a document is closed before the next is opened. */
let navigating = Promise.resolve();
addEventListener('hashchange', () => {
  navigating = navigating.then(navigate).catch(showError);
});

document.addEventListener('keydown', (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === 'F6') {
    const at = panes.findIndex(({ dom }) => dom.contains(document.activeElement));
    const next = (at + (event.shiftKey ? panes.length - 1 : 1)) % panes.length;
    showPane(next);
    panes[next]?.focus();
  } else if (isCommand && event.key.toLowerCase() === 'k') {
    showPane(0);
    list.search.focus();
  } else if (isCommand && event.key.toLowerCase() === 's') void session?.save();
  else return;
  event.preventDefault();
});

// The preview reports that it has read the content again.
const events = new EventSource('/preview/events');
let version = '';
events.addEventListener('message', ({ data }) => {
  const state = JSON.parse(data) as { version: string; problems: string };
  pageView.explain(state.problems ? 'The page shows the last version without errors.' : '');
  if (version && version !== state.version) {
    refreshList().catch((error: unknown) => {
      // The preview has started again, and this page must get the new token. Unsaved text is never in the way.
      if (error instanceof CallError && error.isStale && !session?.isDirty) location.reload();
    });
    void session?.refresh();
    void pageView.update();
  }
  version = state.version;
});

async function start(): Promise<void> {
  showPane(0);
  announce('Loading …', 'busy');
  [settings] = await Promise.all([call('settings', {}), refreshList()]);
  announce('');
  await navigate();
}
attempt(start());
