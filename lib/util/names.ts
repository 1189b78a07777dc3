/** What the names of files say by themselves. */

/** Hidden things are not published: editors, version control and systems keep theirs in them, and owners their secrets. */
export const isHiddenName = (name: string) =>
  name !== '.' && name !== '..' && (name.startsWith('.') || isLeftover(name));

/** What editors and systems put beside a file: `~$a.docx`, `a.md~`, `#a.md#`, `Thumbs.db`. */
const isLeftover = (name: string) => /^~\$|.~$|^#.*#$|^(?:thumbs\.db|desktop\.ini)$/i.test(name);

/** Names that differ in no letter, though in bytes: é is one character on one system (NFC), two on another (NFD). */
export const nameKey = (name: string) => name.normalize('NFC');

/** The names that another one in the list cannot be told apart from, each with the first of them. */
export function twinsAmong(names: readonly string[]): [first: string, twin: string][] {
  const firsts = new Map<string, string>();
  return names.flatMap((name): [string, string][] => {
    const first = firsts.get(nameKey(name));
    if (first === undefined) firsts.set(nameKey(name), name);
    return first === undefined ? [] : [[first, name]];
  });
}

/** Names in ASCII, so that what differs is seen: `"cafe\u0301.md"`. */
export const inAscii = (name: string) =>
  JSON.stringify(name).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const conflictNames: [pattern: RegExp, made: string][] = [
  [/\.sync-conflict-\d{8}-\d{6}(?:-\w{7})?(?=\.\w+$|$)/, 'Syncthing'],
  [/ \([^()]*\bconflicted copy\b[^()]*\)(?=\.\w+$|$)/i, 'Dropbox or the like'],
  [/_conflict-\d{8}-\d{6}(?=\.\w+$|$)/, 'ownCloud'],
];

/** Whether a program that keeps folders alike has made a file because both sides had changed it: by whom, and of what. */
export function conflictOf(name: string): { by: string; of: string } | undefined {
  const found = conflictNames.find(([pattern]) => pattern.test(name));
  return found && { by: found[1], of: name.replace(found[0], '') };
}

/** Devices, whatever follows after a dot (Microsoft, Naming Files, Paths, and Namespaces). */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** Why Windows takes no file of this name, and so cannot check out what holds it. */
export function windowsProblem(name: string): string | undefined {
  if (device.test(name)) return `"${name.replace(/\..*/s, '')}" is a device there`;
  const [sign] = /[<>:"|?*\\]/.exec(name) ?? [];
  if (sign) return `no name there has a ${sign} in it`;
  return /[. ]$/.test(name) ? `no name there ends in a ${name.endsWith('.') ? 'dot' : 'space'}` : undefined;
}

/** The warning about such a name. */
export function windowsWarning(name: string): { message: string; fix: string } | undefined {
  const problem = windowsProblem(name);
  return problem === undefined
    ? undefined
    : {
        message: `Windows cannot check this file out: ${problem}; expected a name that every system takes`,
        fix: 'rename it, if anybody works on Windows',
      };
}
