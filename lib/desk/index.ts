import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Jobs } from '../build/jobs';
import type { RequestHandler } from '../server/handler';
import { UserError } from '../util/errors';
import { printable } from '../util/printable';
import { Pool } from '../workers/pool';
import { type Denial, denyCall, denyPage, newToken } from './access';
import { deskFiles } from './bundle';
import { type CallName, calls, type DeskState } from './calls';
import { ContentFolder } from './content-folder';
import { DeskError } from './errors';
import { deskPage, deskPolicy } from './page';

/** In bytes. A text of 4 MB can take six times as much as JSON; images are the largest. */
const largestBody = 64_000_000;

/** The headers of everything that the desk sends. */
const commonHeaders = {
  'Cache-Control': 'no-store',
  // Differs from that of the site's pages, so that none of them gets hold of a window of the desk.
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * The desk: an editor for authors in the browser, at `/desk/` of the preview. See docs/decisions/desk.md for
 * what it protects.
 *
 * @param contentDir absolute path
 * @param isOwnHost whether a `Host` header has a name of this server
 */
export function openDesk(
  contentDir: string,
  isOwnHost: (host: string | undefined) => boolean,
): { handle: RequestHandler; close(): void } {
  const token = newToken();
  let worker = new Pool<Jobs>({}, 1);
  let folder: Promise<ContentFolder> | undefined;
  let files: ReturnType<typeof deskFiles> | undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = (request.url ?? '').replace(/[?#].*$/s, '');
    if (path === '/desk') {
      response.writeHead(302, { Location: '/desk/' }).end();
      return true;
    }
    if (!path.startsWith('/desk/')) return false;
    try {
      if (path.startsWith('/desk/api/')) await answer(path.slice('/desk/api/'.length), request, response);
      else await sendFile(path, request, response);
    } catch (error) {
      sendError(response, error);
    }
    return true;
  }

  async function answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const denial = denyCall(request, token, isOwnHost);
    if (denial) return deny(response, denial);
    if (!Object.hasOwn(calls, name)) throw new DeskError('There is no such call.', 404);
    const { input, run } = calls[name as CallName];
    const parsed = input.safeParse(parseJson(await readBody(request)));
    if (!parsed.success)
      throw new DeskError(
        parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
    folder ??= ContentFolder.open(contentDir);
    const state: DeskState = { folder: await folder, worker };
    try {
      // The schema of the same call has checked the input.
      send(response, 200, await run(state, parsed.data as never));
    } catch (error) {
      // A pool whose process has ended refuses all further work.
      if (error instanceof UserError && state.worker === worker) {
        worker.close();
        worker = new Pool<Jobs>({}, 1);
      }
      throw error;
    }
  }

  async function sendFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (path === '/desk/') {
      const denial = denyPage(request, isOwnHost);
      if (denial) return deny(response, denial);
      const nonce = randomBytes(16).toString('base64');
      response.writeHead(200, {
        ...commonHeaders,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': deskPolicy(nonce),
      });
      response.end(request.method === 'HEAD' ? undefined : deskPage(token, nonce));
      return;
    }
    files ??= deskFiles();
    const file = (await files).get(path);
    if (!file || request.method !== 'GET') throw new DeskError('There is no such file.', 404);
    response.writeHead(200, {
      ...commonHeaders,
      'Content-Type': file.type,
      'Content-Security-Policy': "default-src 'none'",
    });
    response.end(file.content);
  }

  return { handle, close: () => worker.close() };
}

function deny(response: ServerResponse, { status, reason, message }: Denial): void {
  send(response, status, { error: message, reason });
}

function sendError(response: ServerResponse, error: unknown): void {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const { status = error instanceof UserError ? 400 : 500, details = {} } =
    error instanceof DeskError ? error : {};
  if (status === 500) console.error(printable(`The desk: ${message}`));
  send(response, status, { error: message, ...details });
}

function send(response: ServerResponse, status: number, result: unknown): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, {
    ...commonHeaders,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    // What remains of a refused body is not read.
    ...(status === 413 && { Connection: 'close' }),
  });
  response.end(JSON.stringify(result ?? {}));
}

/** @throws {DeskError} if the body is too large */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody)
      throw new DeskError(`Too large. The desk accepts at most ${largestBody / 1e6} MB at once.`, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** @throws {DeskError} if the text is not JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DeskError('Expected JSON.');
  }
}
