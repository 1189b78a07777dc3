import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, lastUpdate } from '../content/entry';
import { readFrontMatter } from '../content/front-matter';
import type { VersionSource } from '../content/publication';
import { splitSource } from '../content/source';
import { committedVersions, type GitState, gitState } from './git';
import { keepVersion, keptVersions } from './kept';

/** The day of a version: that of its last change, or of its publication. */
export const versionDay = ({ fields }: Pick<Entry, 'fields'>): string =>
  (lastUpdate(fields) ?? fields.date?.value)?.day ?? '';

/** Whether a post has a history: its author has noted that it was changed. */
export const hasHistory = ({ file, fields, hidden }: Pick<Entry, 'file' | 'fields' | 'hidden'>): boolean =>
  file.type === 'Post' && !hidden && (fields.updated !== undefined || fields.changes !== undefined);

/** Why versions may be missing, for each state of git. */
const notes: Partial<Record<GitState, string>> = {
  shallow:
    'Note: the git history is not complete, so earlier versions of posts are missing (history in site.config.ts). Run: git fetch --unshallow. In GitHub Actions, set fetch-depth: 0.',
  untrusted:
    'Note: git does not trust this folder, so earlier versions of posts are missing (history in site.config.ts). Run: git config --global --add safe.directory "$PWD"',
};

/**
 * Finds the earlier versions of posts: one for each day on which a post was published or changed, by its front matter.
 * They come from git, or else from what earlier builds have kept.
 *
 * @param timeZone the publication's, for dates
 */
export async function earlierVersions(
  contentDir: string,
  entries: readonly Entry[],
  timeZone: string | undefined,
): Promise<VersionSource[]> {
  const changed = entries.filter(hasHistory);
  const state = changed.length > 0 ? await gitState(contentDir) : 'none';
  const note = notes[state];
  if (note) console.warn(note);
  const paths = changed.map(({ file }) => file.path);
  const committed = state === 'none' ? undefined : await committedVersions(contentDir, paths);
  return changed.flatMap((entry) => {
    const first = entry.fields.date?.value.day ?? '';
    const byDay = new Map<string, Buffer>();
    for (const bytes of committed?.get(entry.file.path) ?? keptVersions(entry.file.path)) {
      const day = dayOf(bytes, entry, timeZone);
      // The last text of a day is its version: what changed without a note is a small correction.
      // Before its date, the post was not published.
      if (day !== undefined && day >= first && day < versionDay(entry)) byDay.set(day, bytes);
    }
    return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, bytes]) => ({ entry, day, bytes }));
  });
}

/** Keeps the versions that a build has published, if the content is not in git. */
export async function keepVersions(contentDir: string, entries: readonly Entry[]): Promise<void> {
  if ((await gitState(contentDir)) !== 'none') return;
  for (const entry of entries)
    if (entry.file.type === 'Post' && !entry.hidden)
      keepVersion(entry.file.path, versionDay(entry), readFileSync(join(contentDir, entry.file.path)));
}

/** The day of a version; `undefined` if it was not published. */
function dayOf(bytes: Buffer, { file, shown }: Entry, timeZone: string | undefined): string | undefined {
  const source = splitSource(shown, bytes);
  if ('message' in source || source.problem) return undefined;
  const { fields } = readFrontMatter(source, 'Post', timeZone, file.name);
  return fields.draft?.value || !fields.date ? undefined : versionDay({ fields });
}
