import { stripVTControlCharacters } from 'node:util';
import { checkSite } from '../config/site';
import { ContentErrors } from '../content/errors';
import { UserError } from '../util/errors';
import { printable } from '../util/printable';
import { explainOutput, explainSystemError } from '../util/system-errors';
import { CommandError } from '../workers/child-process';

/**
 * Runs a command. What a user can fix is printed without a stack; anything else is a fault of
 * ours and keeps it. The process ends with 1 in either case.
 *
 * @param afterErrors what errors in the content mean for what readers or authors see
 */
export async function main(command: () => Promise<void>, afterErrors = ''): Promise<void> {
  try {
    checkSite();
    await command();
  } catch (error) {
    process.exitCode = 1;
    const message = messageOf(error, afterErrors);
    if (message === undefined) {
      // Node prints it as it is.
      if (error instanceof Error) error.stack = printable(error.stack ?? '');
      throw error;
    }
    console.error(printable(message));
  }
}

/** What to print of an error that a user can fix; `undefined` for a fault of ours. */
export function messageOf(error: unknown, afterErrors = ''): string | undefined {
  if (error instanceof ContentErrors) {
    const { length } = error.errors;
    return `${error.message}

${length} ${length === 1 ? 'error' : 'errors'}. ${afterErrors}`.trimEnd();
  }
  if (error instanceof CommandError)
    return explainOutput(error.output, error.command) ?? stripVTControlCharacters(error.message);
  if (
    error instanceof UserError ||
    (error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code)))
  )
    return error.message;
  return explainSystemError(error);
}
