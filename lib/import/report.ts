import { writeFile } from 'node:fs/promises';
import { printable } from '../util/printable';
import type { Outcome } from './write';

/** Something that did not arrive as it was. */
export interface ReportEntry {
  /** The file in the source, and the line in it. */
  file: string;
  line: number;
  /** A short name for what it is about, such as `shortcode`, by which entries are counted. */
  kind: string;
  /** What it is, such as the text of the shortcode. */
  what: string;
  why: string;
  /** What to do about it. `undefined` if there is nothing to do: it was replaced by something equivalent. */
  todo?: string;
}

/** The maximum length of what an entry quotes, in characters. */
const maxQuote = 200;

/** Collects what an import could not carry over, and what it changed. */
export class Report {
  readonly entries: ReportEntry[] = [];
  private readonly quotes = new Map<string, string[]>();

  /** Adds something that the user has to look at. */
  lost(entry: ReportEntry & { todo: string }): void {
    this.add(entry);
  }

  /** Adds something that was replaced or left out without harm. */
  changed(entry: Omit<ReportEntry, 'todo'>): void {
    this.add(entry);
  }

  /** Whether there is an entry for a part of a file that starts with a text. */
  isReported(file: string, start: string): boolean {
    return this.quotes.get(file)?.some((what) => what.startsWith(start)) ?? false;
  }

  private add(entry: ReportEntry) {
    const what = entry.what.replace(/\s+/g, ' ').trim();
    const quotes = this.quotes.get(entry.file);
    if (quotes) quotes.push(what);
    else this.quotes.set(entry.file, [what]);
    this.entries.push({ ...entry, what: what.length > maxQuote ? `${what.slice(0, maxQuote)}…` : what });
  }

  /** The entries that need attention. */
  get open(): ReportEntry[] {
    return this.entries.filter(({ todo }) => todo !== undefined);
  }

  /** How many entries there are of each kind, most first. */
  countsOf(entries: readonly ReportEntry[]): [kind: string, count: number][] {
    const counts = new Map<string, number>();
    for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }

  /**
   * Writes the report as Markdown and as JSON.
   *
   * @param path without the extension
   * @param introduction Markdown, above the entries
   */
  async write(path: string, introduction: string): Promise<void> {
    const sorted = this.entries.toSorted(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line,
    );
    await writeFile(`${path}.json`, `${JSON.stringify(sorted, undefined, 2)}\n`);
    await writeFile(`${path}.md`, `${introduction}\n${this.markdown(sorted)}`);
  }

  private markdown(entries: readonly ReportEntry[]): string {
    const section = (title: string, listed: readonly ReportEntry[]) =>
      listed.length === 0
        ? ''
        : `\n## ${title}\n${this.countsOf(listed)
            .map(([kind]) => {
              const own = listed.filter((entry) => entry.kind === kind);
              return `\n### ${kind} (${own.length})\n\n${own.map(line).join('\n')}\n`;
            })
            .join('')}`;
    const line = ({ file, line, what, why, todo }: ReportEntry) =>
      `- \`${printable(file, '')}:${line}\` ${what === '' ? '' : `${code(what)}: `}${printable(why, '')}${todo ? ` **${printable(todo, '')}**` : ''}`;
    const open = entries.filter(({ todo }) => todo !== undefined);
    const done = entries.filter(({ todo }) => todo === undefined);
    return `${section('To do', open)}${section('Changed', done)}`;
  }
}

/** Inline code that may contain backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${longest > 0 ? ` ${printable(text, '')} ` : printable(text, '')}${ticks}`;
}

/** Reports what the owner has to look at after a file was written. @param path in the content folder */
export function reportOutcome(outcome: Outcome, file: string, path: string, report: Report) {
  const entry = { file, line: 1, what: path };
  const isOwn = path.startsWith('authors/') || path.startsWith('series/');
  if (outcome === 'conflict')
    report.lost({
      ...entry,
      kind: 'conflict',
      why: 'the same lines were changed here and at the source',
      todo: `resolve the conflict markers in ${path}`,
    });
  else if (outcome === 'kept' && isOwn)
    report.changed({ ...entry, kind: 'kept', why: 'you have this file already; it was not changed' });
  else if (outcome === 'kept')
    report.lost({
      ...entry,
      kind: 'conflict',
      why: 'a different file with this name exists here, and was kept',
      todo: 'copy what you need from the source, or rename one of them and import again',
    });
  else if (outcome === 'deleted')
    report.changed({
      ...entry,
      kind: 'deleted',
      why: 'you deleted it after the last import, so it was not restored',
    });
}
