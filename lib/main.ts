import { stripVTControlCharacters } from 'node:util';
import { CommandError } from './command';
import { ContentErrors } from './content/errors';
import { ClientComponentError } from './press/build';
import { printable } from './printable';
import { SettingsError } from './settings';
import { ConfigError, checkSite } from './site';
import { explainOutput, explainSystemError } from './system-errors';

/**
 * Runs a command. What a user can mend is told without a stack; anything else is a fault of
 * ours and keeps it. The process ends with 1 in either case.
 *
 * @param afterErrors what the mistakes of authors mean for what they see
 */
export async function main(command: () => Promise<void>, afterErrors = ''): Promise<void> {
  try {
    checkSite();
    await command();
  } catch (error) {
    process.exitCode = 1;
    const message = messageOf(error, afterErrors);
    if (message === undefined) throw error;
    console.error(printable(message));
  }
}

/** What to tell a user of an error; nothing of one that is a fault of ours. */
function messageOf(error: unknown, afterErrors: string): string | undefined {
  if (error instanceof ContentErrors) {
    const { length } = error.errors;
    return `${error.message}

${length} ${length === 1 ? 'error' : 'errors'}. ${afterErrors}`.trimEnd();
  }
  if (error instanceof CommandError)
    return explainOutput(error.output, error.command) ?? stripVTControlCharacters(error.message);
  if (
    error instanceof ConfigError ||
    error instanceof SettingsError ||
    error instanceof ClientComponentError ||
    (error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code)))
  )
    return error.message;
  return explainSystemError(error);
}
