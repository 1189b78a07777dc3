/** Rules about file names. */

/**
 * Whether a file name is hidden. Hidden files are not published: they belong to editors, version control
 * or operating systems, or contain secrets.
 */
export const isHiddenName = (name: string) =>
  name !== '.' && name !== '..' && (name.startsWith('.') || isLeftover(name));

/** Files that editors and systems leave behind: `~$a.docx`, `a.md~`, `#a.md#`, `Thumbs.db`. */
const isLeftover = (name: string) => /^~\$|.~$|^#.*#$|^(?:thumbs\.db|desktop\.ini)$/i.test(name);

/**
 * A key for comparing names. The bytes of the same name can differ: é is one character on one system
 * (NFC), two on another (NFD).
 */
export const nameKey = (name: string) => name.normalize('NFC');

/** Names that have the same key as an earlier name in the list, each with that earlier name. */
export function twinsAmong(names: readonly string[]): [first: string, twin: string][] {
  const firsts = new Map<string, string>();
  return names.flatMap((name): [string, string][] => {
    const first = firsts.get(nameKey(name));
    if (first === undefined) firsts.set(nameKey(name), name);
    return first === undefined ? [] : [[first, name]];
  });
}

/** A name in ASCII, which makes differences visible: `"cafe\u0301.md"`. */
export const inAscii = (name: string) =>
  JSON.stringify(name).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const conflictNames: [pattern: RegExp, made: string][] = [
  [/\.sync-conflict-\d{8}-\d{6}(?:-\w{7})?(?=\.\w+$|$)/, 'Syncthing'],
  [/ \([^()]*\bconflicted copy\b[^()]*\)(?=\.\w+$|$)/i, 'Dropbox or a similar program'],
  [/_conflict-\d{8}-\d{6}(?=\.\w+$|$)/, 'ownCloud'],
  // The names that Windows gives to computers.
  [/-(?:DESKTOP|LAPTOP)-[A-Z0-9]{6,8}(?=\.\w+$|$)/, 'OneDrive'],
  [/(?<=^index) \d+(?=\.\w+$)/, 'iCloud Drive'],
  [/(?<=\.(?:md|markdown|mdx))~[\w.-]+$/i, 'git'],
  [/[._](?:BACKUP|BASE|LOCAL|REMOTE)[._]\d+(?=\.\w+$)/, 'git mergetool'],
];

/** If a file is a conflict copy: the program that made it, and the name of the original file. */
export function conflictOf(name: string): { by: string; of: string } | undefined {
  const found = conflictNames.find(([pattern]) => pattern.test(name));
  return found && { by: found[1], of: name.replace(found[0], '') };
}

/** Names of devices, with any extension (Microsoft, Naming Files, Paths, and Namespaces). */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Why Windows does not allow a file name, and so cannot check out the file; `undefined` if it does. */
export function windowsProblem(name: string): string | undefined {
  if (device.test(name)) return `"${name.replace(/\..*/s, '')}" is a reserved name`;
  const [character] = /[<>:"|?*\\]/.exec(name) ?? [];
  if (character) return `names cannot contain ${character}`;
  return /[. ]$/.test(name) ? `names cannot end with a ${name.endsWith('.') ? 'dot' : 'space'}` : undefined;
}

/** The warning for a file name that Windows does not allow. */
export function windowsWarning(name: string): { message: string; fix: string } | undefined {
  const problem = windowsProblem(name);
  return problem === undefined
    ? undefined
    : {
        message: `Windows cannot check out this file: ${problem}; expected a name that works on every system`,
        fix: 'rename it if anyone works on Windows',
      };
}
