import type { CallInput, CallName, CallResult } from '../calls';
import { metaOf } from './dom';

const token = metaOf('desk-token');

/** The server has refused a call, or could not be reached. The message is for the author. */
export class CallError extends Error {
  override name = 'CallError';
  constructor(
    message: string,
    /** `0` if the server does not answer. */
    readonly status: number,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  /** Whether the server has started again since the page was opened, and refuses its token. */
  get isStale(): boolean {
    return this.details.reason === 'token';
  }
}

/** Calls the API. @throws {CallError} */
export async function call<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
): Promise<CallResult<Name>> {
  const response = await fetch(`/desk/api/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Desk-Token': token },
    body: JSON.stringify(input),
  }).catch(() => {
    throw new CallError('The preview does not answer. Is npm run dev still running?', 0);
  });
  const result = await response.json().catch(() => ({}));
  if (response.ok) return result;
  const { error = `The preview answered with the status ${response.status}.`, ...details } = result;
  throw new CallError(error, response.status, details);
}
