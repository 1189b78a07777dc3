import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../content/entry';
import { splitSource } from '../content/source';
import { count } from '../util/count';
import { UserError } from '../util/errors';
import { type DiffBlock, type DiffPart, diffTexts, diffWords } from './diff';
import { type ChangedFile, changedSince } from './git';

/** A document that has changed, as a review shows it. */
interface ReviewedDocument {
  title: string;
  /** Where it can be read. */
  url?: string;
  /** Such as `content/posts/a.md, draft, new`. */
  notes: string[];
  /** What has changed in its front matter and its text. */
  changes: DiffBlock[];
}

/** Maximum number of documents, and of changed paragraphs of each. GitHub limits a summary to 1 MB. */
const MOST_DOCUMENTS = 50;
const MOST_BLOCKS = 60;

/**
 * Describes in Markdown how the text of each document has changed, word by word.
 *
 * @param base a commit, to which the files are compared
 * @param urlOf where a document can be read; `undefined` if it is nowhere
 * @throws {UserError} if the content folder is not in git, or there is no such commit
 */
export async function describeChanges(
  contentDir: string,
  base: string,
  entries: readonly Entry[],
  urlOf: (entry: Entry) => string | undefined,
): Promise<string> {
  const files = await changedSince(contentDir, base);
  if (!files)
    throw new UserError(
      `${base}: expected a commit or branch of the git repository that contains ${contentDir}, such as origin/main. If it exists on the server, run: git fetch`,
    );
  const byPath = new Map(entries.map((entry) => [entry.file.path, entry]));
  const documents = files
    .filter(({ path }) => path.endsWith('.md'))
    .map((file) => reviewOf(contentDir, file, byPath.get(file.path), urlOf));
  const more = documents.length - MOST_DOCUMENTS;
  return [
    documents.length === 0 ? 'No articles have changed.' : `${count(documents.length, 'article')} changed.`,
    ...documents.slice(0, MOST_DOCUMENTS).map(inMarkdown),
    ...(more > 0 ? [`…and ${count(more, 'more article')}.`] : []),
  ].join('\n\n');
}

function reviewOf(
  contentDir: string,
  { path, from, before }: ChangedFile,
  entry: Entry | undefined,
  urlOf: (entry: Entry) => string | undefined,
): ReviewedDocument {
  const old = before && partsOf(path, before);
  const notes = [
    entry?.shown ?? path,
    ...(entry?.hidden ? [entry.hidden] : []),
    ...(entry?.fields.unlisted?.value ? ['unlisted'] : []),
    ...(old ? [] : [`new, ${count(entry?.text.words ?? 0, 'word')}`]),
    ...(entry ? [] : ['deleted']),
    ...(from === path ? [] : [`was ${from}`]),
  ];
  const title = entry?.fields.title?.value ?? entry?.fields.name?.value ?? path;
  if (!entry || !old) return { title, url: entry && urlOf(entry), notes, changes: [] };
  const now = partsOf(path, readFileSync(join(contentDir, path)));
  const fields = realigned(diffTexts(byLine(old.frontMatter), byLine(now.frontMatter))).filter(
    (block) => !('unchanged' in block),
  );
  const text = realigned(diffTexts(old.body, now.body));
  // Neither counts where there is nothing to count.
  const changes = [...fields, ...(text.some((block) => 'parts' in block) ? text : [])];
  return { title, url: urlOf(entry), notes, changes };
}

/** The front matter and the text of a file, which may be damaged. */
function partsOf(path: string, bytes: Uint8Array): { frontMatter: string; body: string } {
  const source = splitSource(path, bytes);
  return 'message' in source ? { frontMatter: '', body: Buffer.from(bytes).toString('utf8') } : source;
}

/** Each line as a paragraph. */
const byLine = (text: string) => text.replaceAll('\n', '\n\n');

function inMarkdown({ title, url, notes, changes }: ReviewedDocument): string {
  const name = escaped(title);
  const changed = changes.filter((block) => 'parts' in block).length;
  let left = MOST_BLOCKS;
  const shown = changes.filter((block) => !('parts' in block) || left-- > 0);
  return [
    `### ${url === undefined ? name : `[${name}](<${url}>)`}`,
    notes.map(escaped).join(' · '),
    ...shown.map((block) => `> ${blockInMarkdown(block)}`),
    ...(changed > MOST_BLOCKS ? [`> *…and ${count(changed - MOST_BLOCKS, 'more changed paragraph')}*`] : []),
  ].join('\n\n');
}

function blockInMarkdown(block: DiffBlock): string {
  if ('unchanged' in block) return `*${count(block.unchanged, 'unchanged paragraph')}*`;
  const isCode = /^(?:```|~~~| {4}|\t)/.test(block.parts[0]?.text ?? '');
  return readable(block.parts)
    .map(({ text, kind }) => {
      const [, start = '', inner = '', end = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
      if (kind === 'same' || inner === '') return inLine(text, isCode);
      const tag = kind === 'added' ? 'ins' : 'del';
      return `${inLine(start, isCode)}<${tag}>${inLine(inner, isCode)}</${tag}>${inLine(end, isCode)}`;
    })
    .join('');
}

/** The paragraphs that are compared with each other, in a row of changed ones. */
const MOST_ALIGNED = 40;

/**
 * Compares each changed paragraph with the one that it was. `diffTexts` compares those in a row one by one, so a
 * paragraph that is inserted before a changed one would be compared with it.
 */
export function realigned(blocks: readonly DiffBlock[]): DiffBlock[] {
  const result: DiffBlock[] = [];
  let row: DiffPart[][] = [];
  const finish = () => {
    const textOf = (parts: readonly DiffPart[], kind: DiffPart['kind']) =>
      parts.flatMap((part) => (part.kind === 'same' || part.kind === kind ? part.text : [])).join('');
    const old = row.flatMap((parts) => textOf(parts, 'removed') || []);
    const now = row.flatMap((parts) => textOf(parts, 'added') || []);
    const isLong = row.length > MOST_ALIGNED || old.length === 0 || now.length === 0;
    result.push(...(isLong ? row.map((parts) => ({ parts })) : aligned(old, now)));
    row = [];
  };
  for (const block of blocks)
    if ('parts' in block) row.push(block.parts);
    else {
      finish();
      result.push(block);
    }
  finish();
  return result;
}

/** Compares the paragraphs that have most in common, in their order; the others are new or gone. */
function aligned(old: readonly string[], now: readonly string[]): DiffBlock[] {
  const parts = old.map((before) => now.map((after) => diffWords(before, after)));
  /** The best pairs of the paragraphs from these on, and how much they have in common. */
  const best = new Map<string, { score: number; blocks: DiffBlock[] }>();
  const find = (i: number, j: number): { score: number; blocks: DiffBlock[] } => {
    const known = best.get(`${i} ${j}`);
    if (known) return known;
    const [before, after, both] = [old[i], now[j], parts[i]?.[j]];
    const options = [
      ...(both ? [{ score: keptOf(both), block: { parts: both }, rest: find(i + 1, j + 1) }] : []),
      ...(before === undefined ? [] : [{ score: 0, block: only(before, 'removed'), rest: find(i + 1, j) }]),
      ...(after === undefined ? [] : [{ score: 0, block: only(after, 'added'), rest: find(i, j + 1) }]),
    ].map(({ score, block, rest }) => ({ score: score + rest.score, blocks: [block, ...rest.blocks] }));
    const found = options.toSorted((a, b) => b.score - a.score)[0] ?? { score: 0, blocks: [] };
    best.set(`${i} ${j}`, found);
    return found;
  };
  return find(0, 0).blocks;
}

const only = (text: string, kind: DiffPart['kind']): DiffBlock => ({ parts: [{ text, kind }] });

/** How many letters of two paragraphs are the same. Nothing, if they are too few for an edited paragraph. */
function keptOf(parts: readonly DiffPart[]): number {
  const lengthOf = (kind: DiffPart['kind']) =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? part.text.length : 0), 0);
  const kept = lengthOf('same');
  const longer = kept + Math.max(lengthOf('removed'), lengthOf('added'));
  return kept < longer * LEAST_KEPT ? 0.5 : kept;
}

/** A paragraph of which less than this has stayed is shown as replaced. */
const LEAST_KEPT = 0.3;

/** Joins changes with only a space or punctuation between them, so that phrases and not single words are replaced. */
export function readable(parts: readonly DiffPart[]): DiffPart[] {
  const textOf = (kind: DiffPart['kind'], among = parts) =>
    among.flatMap((part) => (part.kind === 'same' || part.kind === kind ? part.text : [])).join('');
  const [removed, added] = [textOf('removed'), textOf('added')];
  const replaced = (among: readonly DiffPart[]): DiffPart[] =>
    (['removed', 'added'] as const).flatMap((kind) => {
      const text = textOf(kind, among);
      return text === '' ? [] : { text, kind };
    });
  const kept = parts.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
  if (removed !== '' && added !== '' && kept < Math.max(removed.length, added.length) * LEAST_KEPT)
    return [
      { text: removed, kind: 'removed' },
      { text: ' ', kind: 'same' },
      { text: added, kind: 'added' },
    ];
  const result: DiffPart[] = [];
  let changes: DiffPart[] = [];
  for (const [at, part] of parts.entries()) {
    const isBetween = changes.length > 0 && parts[at + 1] !== undefined && !/[\p{L}\p{N}]/u.test(part.text);
    if (part.kind !== 'same' || isBetween) {
      changes.push(part);
      continue;
    }
    result.push(...replaced(changes), part);
    changes = [];
  }
  return [...result, ...replaced(changes)];
}

/** A text in one line of Markdown, as it is written. */
function inLine(text: string, isCode: boolean): string {
  // Lines of lists, quotations and tables stay lines.
  const lines = isCode ? /\n/g : /\n(?=\s*(?:[-*+>|#]|\d+[.)]))/g;
  return text
    .split(lines)
    .map((line) => escaped(line.replaceAll('\n', ' ')))
    .join('<br>');
}

/** Escapes what Markdown would not show as it is: all ASCII punctuation may be (CommonMark §2.4). */
const escaped = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
