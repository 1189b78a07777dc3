import { invertedEffects } from '@codemirror/commands';
import {
  EditorState,
  type Extension,
  Facet,
  type Range,
  RangeSet,
  RangeValue,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';

/*
 * CodeMirror has one kind of line break. A file can have several, and a byte order mark. They are kept beside the
 * text, so that saving gives exactly the bytes of the file, apart from what the author has changed.
 */

type Ending = '\n' | '\r\n' | '\r';

/** A line break that is not the usual one of its file. It spans the line break in the text. */
class OddEnding extends RangeValue {
  // What is typed before or after the line break is not part of it.
  override startSide = 1;
  override endSide = -1;
  constructor(readonly ending: Ending) {
    super();
  }
  override eq(other: OddEnding): boolean {
    return other.ending === this.ending;
  }
}
OddEnding.prototype.point = false;

/** The line break of most lines, which new lines get, and the byte order mark if there is one. */
const format = Facet.define<{ usual: Ending; mark: string }, { usual: Ending; mark: string }>({
  combine: ([only]) => only ?? { usual: '\n', mark: '' },
});

const restoreEndings = StateEffect.define<readonly Range<OddEnding>[]>({
  map: (ranges, changes) =>
    ranges.map(({ from, to, value }) => value.range(changes.mapPos(from, 1), changes.mapPos(to, -1))),
});

const oddEndings = StateField.define<RangeSet<OddEnding>>({
  create: () => RangeSet.empty,
  update(endings, { changes, effects }) {
    let updated = endings.map(changes);
    for (const effect of effects)
      if (effect.is(restoreEndings))
        updated = updated.update({ add: effect.value.filter(({ from, to }) => from < to), sort: true });
    return updated;
  },
});

/** Undoing a deletion also restores the line breaks that were deleted. */
const restoring = invertedEffects.of(({ changes, startState }: Transaction) => {
  const deleted: Range<OddEnding>[] = [];
  changes.iterChangedRanges((from, to) =>
    startState.field(oddEndings).between(from, to, (start, end, value) => {
      if (start >= from && end <= to) deleted.push(value.range(start, end));
    }),
  );
  return deleted.length > 0 ? [restoreEndings.of(deleted)] : [];
});

/** Opens the text of a file in an editor. @param text with its line endings and its byte order mark */
export function openText(text: string, extensions: Extension = []): EditorState {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const content = text.slice(mark.length);
  const breaks = [...content.matchAll(/\r\n?|\n/g)];
  const count = (ending: Ending) => breaks.filter(([found]) => found === ending).length;
  const [usual] = (['\n', '\r\n', '\r'] as const).toSorted((a, b) => count(b) - count(a));
  let shortened = 0;
  const odd = breaks.flatMap(({ 0: found, index }) => {
    const from = index - shortened;
    shortened += found.length - 1;
    return found === usual ? [] : [new OddEnding(found as Ending).range(from, from + 1)];
  });
  return EditorState.create({
    doc: content,
    extensions: [
      format.of({ usual: usual ?? '\n', mark }),
      oddEndings.init(() => RangeSet.of(odd)),
      restoring,
      extensions,
    ],
  });
}

/** The text of an editor as it belongs in its file. */
export function textOf(state: EditorState): string {
  const { usual, mark } = state.facet(format);
  const odd = new Map<number, Ending>();
  state.field(oddEndings).between(0, state.doc.length, (from, _to, { ending }) => {
    odd.set(from, ending);
  });
  let text = mark;
  for (let at = 1; at <= state.doc.lines; at++) {
    const line = state.doc.line(at);
    text += line.text;
    if (at < state.doc.lines) text += odd.get(line.to) ?? usual;
  }
  return text;
}

/** The smallest single change that turns one text of an editor into another. */
export function changeTo(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from++;
  let end = 0;
  const most = Math.min(before.length, after.length) - from;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}
