import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers requests before a server does.
 *
 * @returns whether it has answered
 */
export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => boolean | Promise<boolean>;
