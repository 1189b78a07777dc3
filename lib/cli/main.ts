import { stripVTControlCharacters } from 'node:util';
import { ContentErrors } from '../content/errors';
import { UserError } from '../util/errors';
import { printable } from '../util/printable';
import { explainOutput, explainSystemError } from '../util/system-errors';
import { CommandError } from '../workers/child-process';
import { type Arguments, type Options, parseArguments, type Usage } from './usage';

/**
 * Runs a command with the arguments of the process, or prints its usage for `--help`. Errors that the
 * user can fix are printed without a stack trace. Any other error is a bug and is thrown. In both
 * cases the exit code is 1.
 *
 * @param afterErrors a sentence to print after errors in the content, such as what happened to the
 *   existing site
 */
export async function main<const O extends Options = Record<never, never>>(
  usage: Usage<O>,
  command: (args: Arguments<O>) => Promise<void>,
  afterErrors = '',
): Promise<void> {
  // The reader of a pipe, such as `head`, may have enough. The command goes on.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    const args = parseArguments(usage, process.argv.slice(2));
    if ('help' in args) return console.log(args.help);
    if (!usage.isCheckedLater) await checkConfiguration();
    await command(args);
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

/** Loads the checks only when needed, because they need most of the code. @throws {UserError} with every problem */
async function checkConfiguration(): Promise<void> {
  const [{ checkSite }, { checkExtensions }] = await Promise.all([
    import('../config/check-site'),
    import('../content/check-extensions'),
  ]);
  checkSite();
  checkExtensions();
}

/** The message of an error that the user can fix; `undefined` for a bug. */
export function messageOf(error: unknown, afterErrors = ''): string | undefined {
  if (error instanceof ContentErrors) {
    const { length } = error.errors;
    return `${error.message}

${length} ${length === 1 ? 'error' : 'errors'}. ${afterErrors}`.trimEnd();
  }
  if (error instanceof CommandError)
    return explainOutput(error.output, error.command) ?? stripVTControlCharacters(error.message);
  if (error instanceof UserError) return error.message;
  return explainSystemError(error);
}
