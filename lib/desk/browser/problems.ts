import { type Action, type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import type { InspectedDocument } from '../../build/inspect';
import { textOf } from '../document';
import { type Message, quickFix, rangeOf } from '../quick-fix';
import { call } from './api';
import { announce } from './status';

/** Milliseconds without a keystroke before the text is checked. */
const CHECK_MS = 600;

/**
 * Shows errors and warnings of `npm run check` while the author types. A worker process of the server checks the
 * text, so typing never waits.
 *
 * @param onChecked gets what the check has read from the text
 */
export function problemsOf(
  path: string,
  onChecked: (document: InspectedDocument | undefined) => void,
): Extension {
  let last = '';
  const source = async (view: EditorView): Promise<readonly Diagnostic[]> => {
    const { problems, document } = await call('check', { path, text: textOf(view.state) });
    onChecked(document);
    const text = view.state.doc.toString();
    const summary = summaryOf(problems.map(({ severity }) => severity));
    if (summary !== last) announce(summary || 'No errors');
    last = summary;
    return problems.map((problem) => ({
      ...rangeOf(text, problem),
      severity: problem.severity,
      message: `${problem.message}\nFix: ${problem.fix}`,
      actions: actionsFor(text, problem),
    }));
  };
  return [
    linter((view) => source(view).catch(() => []), { delay: CHECK_MS }),
    lintGutter(),
    keymap.of(lintKeymap),
  ];
}

function actionsFor(text: string, problem: Message): Action[] {
  const fix = quickFix(text, problem);
  if (!fix) return [];
  const apply = (view: EditorView) => {
    // The text may have changed since.
    const current = quickFix(view.state.doc.toString(), problem);
    if (current) view.dispatch({ changes: current.changes, userEvent: 'input.fix' });
    view.focus();
  };
  return [{ name: fix.label, apply }];
}

function summaryOf(severities: readonly string[]): string {
  const count = (severity: string) => {
    const { length } = severities.filter((each) => each === severity);
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? '' : 's'}`];
  };
  return [...count('error'), ...count('warning')].join(', ');
}
