import { createInterface } from 'node:readline';
import { UserError } from '../util/errors';

/** Asks questions in the terminal. */
export interface Prompt {
  /** @returns the answer, without spaces around it @throws {UserError} at the end of the input */
  ask(question: string): Promise<string>;
  /** Asks a question that is answered with yes or no. The default is no. */
  confirm(question: string): Promise<boolean>;
  close(): void;
}

/** Opens a prompt. Lines that are pasted all at once answer one question each. `undefined` without a terminal. */
export function openPrompt(): Prompt | undefined {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const lines = terminal[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    terminal.setPrompt(question);
    terminal.prompt();
    const { value, done } = await lines.next();
    if (done) throw new UserError('Canceled. Nothing has changed.');
    return value.trim();
  };
  return {
    ask,
    confirm: async (question) => /^y(?:es)?$/i.test(await ask(`${question} (y/N) `)),
    close: () => terminal.close(),
  };
}
