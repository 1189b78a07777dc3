const session = /^(?:console|shell-?session|sh-session)$/;
const shell = /^(?:ba|z|fi)?sh$|^shell(?:script)?$/;
/** `$ ` and `% ` of a user, `# ` of root, `PS C:\> ` of PowerShell. */
const sessionPrompt = /^(?:[$%#]|PS[^>]*>) /;

/**
 * The text to copy from a code block. For a terminal session, that is the commands without
 * prompts and output.
 *
 * @param language the info string after the fence
 */
export function copied(text: string, language: string): string {
  const lines = text.split('\n');
  const goesOn = (at: number) => at > 0 && /\\$/.test(lines[at - 1] ?? '');
  if (session.test(language)) {
    const commands: string[] = [];
    let isCommand = false;
    for (const [at, line] of lines.entries()) {
      const isContinued: boolean = isCommand && goesOn(at);
      isCommand = isContinued || sessionPrompt.test(line);
      if (isCommand) commands.push(line.replace(isContinued ? /^> / : sessionPrompt, ''));
    }
    if (commands.length > 0) return commands.join('\n');
  }
  if (shell.test(language) && lines.every((line, at) => !line.trim() || line.startsWith('$ ') || goesOn(at)))
    return lines.map((line) => line.replace(/^\$ /, '')).join('\n');
  return text;
}
