import type { EditorState, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { changeTo, openText, textOf } from '../document';
import type { FileText } from '../file-text';
import { CallError, call } from './api';
import { resolveConflict } from './conflict';
import { button } from './dom';
import { commonExtensions, readOnly } from './editor';
import { forgetText, keepText, keptText } from './kept-texts';
import { announce, hideAlert, showAlert } from './status';

/** Milliseconds without a keystroke before the text is saved. */
const AUTOSAVE_MS = 1500;
/** Milliseconds before saving is tried again while the server does not answer. */
const RETRY_MS = 2000;

/** An open document: its editor, and how its text gets to disk. */
export class Session {
  /** The hash of the version on disk that the text was changed from. */
  private base: string;
  /** The text that is on disk. */
  private saved: string;
  private timer: number | undefined;
  private saving: Promise<boolean> | undefined;
  private hasConflict = false;
  private keeping: Promise<unknown> = Promise.resolve();
  private isKeepWaiting = false;
  private isClosed = false;

  private constructor(
    readonly path: string,
    private readonly view: EditorView,
    file: FileText,
    private readonly extensions: Extension,
  ) {
    this.base = file.hash;
    this.saved = file.text;
  }

  /**
   * Opens a document in an editor. If this browser has an unsaved text of it, that is in the editor again.
   *
   * @param extensions of the editor
   * @throws {CallError} if it cannot be read
   */
  static async open(path: string, view: EditorView, extensions: Extension): Promise<Session> {
    const [file, kept] = await Promise.all([call('read', { path }), keptText(path).catch(() => undefined)]);
    const session = new Session(path, view, file, extensions);
    view.setState(session.stateOf(file));
    if (file.readOnly) showAlert('read-only', file.readOnly);
    if (kept && kept.text !== file.text) session.restore(kept.text, kept.base, kept.time);
    else if (kept) await forgetText(path);
    return session;
  }

  get text(): string {
    return textOf(this.view.state);
  }

  get isDirty(): boolean {
    return this.text !== this.saved;
  }

  private stateOf({ text, path, readOnly: isReadOnly }: FileText): EditorState {
    return openText(text, [
      commonExtensions(`Text of ${path}`),
      isReadOnly ? readOnly : [],
      EditorView.updateListener.of(({ docChanged }) => docChanged && this.changed()),
      this.extensions,
    ]);
  }

  /** Puts an unsaved text back into the editor, from which undo leads back to the version on disk. */
  private restore(text: string, base: string, time: number): void {
    const doc = openText(text).doc.toString();
    this.view.dispatch({ changes: changeTo(this.view.state.doc.toString(), doc), userEvent: 'restore' });
    const when = new Date(time).toLocaleString();
    if (base === this.base)
      showAlert(
        'restored',
        `The text from ${when}, which had not been saved, is back in the editor. `,
        button('Use the saved version instead', () => this.takeDisk()),
        button('Keep it', () => hideAlert('restored')),
      );
    else {
      this.base = base;
      void this.save();
    }
  }

  private changed(): void {
    if (this.isClosed) return;
    announce('Not saved yet', 'busy');
    this.keep();
    clearTimeout(this.timer);
    if (!this.hasConflict) this.timer = window.setTimeout(() => this.save(), AUTOSAVE_MS);
  }

  /** Keeps the text in this browser. While a write is in progress, the next one waits, and takes the newest text. */
  private keep(): void {
    if (this.isKeepWaiting) return;
    this.isKeepWaiting = true;
    this.keeping = this.keeping.then(() => {
      this.isKeepWaiting = false;
      const { path, text, base } = this;
      return keepText({ path, text, base, time: Date.now() }).catch(() => {
        showAlert('keeping', 'This browser does not store unsaved texts. Save often.');
      });
    });
  }

  /** Saves the text, if it has changed. @returns whether it is on disk */
  async save(): Promise<boolean> {
    clearTimeout(this.timer);
    // What was typed meanwhile is saved afterwards.
    while (this.saving) await this.saving;
    if (!this.isDirty) {
      announce('Saved');
      return true;
    }
    this.saving = this.write().finally(() => {
      this.saving = undefined;
    });
    return this.saving;
  }

  private async write(): Promise<boolean> {
    const { text } = this;
    announce('Saving …', 'busy');
    try {
      const { hash } = await call('save', { path: this.path, text, base: this.base });
      this.base = hash;
      this.saved = text;
      this.hasConflict = false;
      for (const key of ['offline', 'stale', 'restored', 'conflict']) hideAlert(key);
      await this.keeping;
      if (this.isDirty) this.keep();
      else await forgetText(this.path).catch(() => {});
      announce(this.isDirty ? 'Not saved yet' : 'Saved', this.isDirty ? 'busy' : 'idle');
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      await this.failed(error);
      return false;
    }
  }

  private async failed(error: CallError): Promise<void> {
    const { disk } = error.details as { disk?: FileText };
    if (disk) return this.meetConflict(disk);
    announce('Not saved', 'failed');
    if (error.isStale)
      showAlert(
        'stale',
        'The preview has started again. Your text is kept in this browser. ',
        button('Reload the desk', () => location.reload()),
      );
    else if (error.status === 0) {
      showAlert(
        'offline',
        `${error.message} Your text is kept in this browser, and saved as soon as possible.`,
      );
      this.timer = window.setTimeout(() => this.save(), RETRY_MS);
    } else showAlert('offline', `${error.message} Your text is kept in this browser.`);
  }

  private async meetConflict(disk: FileText): Promise<void> {
    this.hasConflict = true;
    announce('Not saved: changed on disk', 'failed');
    const resolution = await resolveConflict(disk, this.view.state.doc.toString());
    if (resolution === 'later') {
      showAlert(
        'conflict',
        `${this.path} has changed on disk. Your text is kept in this browser, but not saved. `,
        button('Compare', () => this.save()),
      );
      return;
    }
    hideAlert('conflict');
    this.hasConflict = false;
    if (resolution === 'disk') return this.takeDisk();
    this.base = disk.hash;
    this.saved = disk.text;
    const before = this.view.state.doc.toString();
    this.view.dispatch({ changes: changeTo(before, resolution.text), userEvent: 'merge' });
    // Not awaited: this runs within a save.
    void Promise.resolve().then(() => this.save());
  }

  /** Shows the version on disk, if nothing unsaved would be lost. */
  async refresh(): Promise<void> {
    if (this.isDirty || this.saving) return;
    const file = await call('read', { path: this.path }).catch(() => undefined);
    if (!file || this.isDirty || this.saving || file.hash === this.base || this.isClosed) return;
    this.show(file);
    announce('Changed on disk, and updated here');
  }

  /** Discards unsaved changes. */
  private async takeDisk(): Promise<void> {
    clearTimeout(this.timer);
    this.show(await call('read', { path: this.path }));
    await this.keeping;
    await forgetText(this.path);
    hideAlert('restored');
    announce('Saved');
  }

  private show(file: FileText): void {
    const { scrollTop } = this.view.scrollDOM;
    const { anchor } = this.view.state.selection.main;
    this.base = file.hash;
    this.saved = file.text;
    this.view.setState(this.stateOf(file));
    this.view.dispatch({ selection: { anchor: Math.min(anchor, this.view.state.doc.length) } });
    this.view.scrollDOM.scrollTop = scrollTop;
  }

  /** Stops, after the file was moved or deleted. Everything is on disk. */
  async abandon(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.keeping;
    await forgetText(this.path).catch(() => {});
  }

  /** Saves pending changes, and stops. Changes that cannot be saved stay in this browser. */
  async close(): Promise<void> {
    if (this.isDirty && !this.hasConflict) await this.save();
    await this.keeping;
    this.isClosed = true;
    clearTimeout(this.timer);
    for (const key of ['offline', 'restored', 'conflict', 'read-only']) hideAlert(key);
  }
}
