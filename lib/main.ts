import { CommandError } from './command';
import { ContentErrors } from './content/errors';
import { ClientComponentError } from './press/build';
import { CompileError } from './press/compiled';
import { SettingsError } from './settings';
import { ConfigError, checkSite } from './site';

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
    if (error instanceof ContentErrors) {
      const { length } = error.errors;
      console.error(
        `${error.message}

${length} ${length === 1 ? 'error' : 'errors'}. ${afterErrors}`.trimEnd(),
      );
    } else if (
      error instanceof ConfigError ||
      error instanceof SettingsError ||
      error instanceof ClientComponentError ||
      error instanceof CommandError ||
      error instanceof CompileError
    )
      console.error(error.message);
    else if (error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code)))
      console.error(error.message);
    else throw error;
  }
}
