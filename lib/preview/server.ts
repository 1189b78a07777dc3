import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, join, posix } from 'node:path';
import type { BuildPool } from '../build/jobs';
import { assetDir } from '../cache/paths';
import { notFoundPage } from '../hosts/common-policies';
import { fileRules, patternSource, siteHeaders } from '../hosts/headers';
import { mediaTypeOf } from '../hosts/media-types';
import { filePolicy } from '../hosts/policy';
import type { LayoutProps } from '../pages/props';
import type { RequestHandler } from '../server/handler';
import { isOwnHost } from '../server/hosts';
import { listen } from '../server/index';
import { encodePath } from '../util/addresses';
import { printable } from '../util/printable';
import type { PreviewOutputs } from './outputs';
import { type Problem, type Problems, problemsOf } from './problems';
import { waitingPage, waitingPolicy } from './waiting-page';

/** The state that the preview shows. */
export interface PreviewState extends Problems {
  /** The last version without errors, if there has been one. */
  site?: { outputs: PreviewOutputs; layoutProps: LayoutProps; workers: BuildPool };
}

/** The message to open pages (`lib/browser/preview.ts`). */
export interface PreviewMessage extends Problems {
  /** Changes with what pages show. */
  version: string;
  /** The addresses whose content has changed since the preview started, by the version of the last change. */
  files: Record<string, string>;
}

/** The server of a running preview. */
export interface PreviewServer {
  /** Shows a new state in every open page. @param files addresses whose content has changed, such as `/logo.png` */
  show(state: PreviewState, files?: readonly string[]): void;
  /** Shows other problems. The pages stay as they are. */
  report(problems: Problems): void;
  /** Holds requests back while pages are compiled. */
  wait(compiling: Promise<unknown>): void;
  close(): void;
}

/** Options of `servePreview`. */
interface PreviewServerOptions {
  host: string;
  port: number;
  /** The address of the module that updates open pages. */
  module: string;
  /** Answer requests before the preview does, in this order. */
  handlers: readonly RequestHandler[];
}

/** Where open pages listen for changes (server-sent events, HTML §9.2). */
const eventsPath = '/preview/events';

/** Milliseconds before an open page tries to reconnect to a restarting preview. */
const RETRY_MS = 300;

/** The policy of the feed reader page, which the preview shows in a frame. */
const readerPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; media-src 'self' https:; frame-ancestors 'self'; sandbox";

/**
 * Serves the preview. Each file is rendered when it is requested.
 *
 * @param handlers are asked first, after the host name of a request was checked
 * @throws {UserError} if the port is in use
 */
export async function servePreview({
  host,
  port,
  module,
  handlers,
}: PreviewServerOptions): Promise<PreviewServer> {
  let state: PreviewState = { errors: [], warnings: [] };
  let compiling: Promise<unknown> = Promise.resolve();
  let number = 0;
  const files: Record<string, string> = {};
  /** Errors of pages that cannot be rendered in this version, by path. */
  const failures = new Map<string, Problem[]>();
  const listeners = new Set<ServerResponse>();
  const version = () => `${process.pid}-${number}`;
  const send = () => {
    const { warnings } = state;
    const errors = [...state.errors, ...[...failures.values()].flat()];
    const message: PreviewMessage = { version: version(), files, errors, warnings };
    for (const listener of listeners) listener.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  const listenTo = (response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    send();
  };
  const sendWaitingPage = (response: ServerResponse, status: number) => {
    response.writeHead(status, {
      'Content-Type': mediaTypeOf('.html'),
      'Content-Security-Policy': waitingPolicy,
      'Cache-Control': 'no-store',
    });
    response.end(waitingPage(module));
  };
  const fail = (error: unknown, request: IncomingMessage, response: ServerResponse) => {
    console.error(printable(error instanceof Error ? error.message : String(error)));
    const [path = ''] = request.url?.split('?', 1) ?? [];
    // A page shows the problems, and another file does not.
    if (/\/$|\.html$/.test(path)) {
      failures.set(path, problemsOfPage(error));
      send();
    }
    if (!response.headersSent) sendWaitingPage(response, 500);
    else response.end();
  };

  const server = createServer(async (request, response) => {
    if (!isOwnHost(request.headers.host, host)) {
      response.writeHead(403, { 'Content-Type': 'text/plain' });
      response.end(
        `The preview is only available at http://localhost:${port}. Set HOST to use another name.\n`,
      );
      return;
    }
    try {
      for (const handle of handlers) if (await handle(request, response)) return;
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      if (request.url === eventsPath) return listenTo(response);
      // A page can compare it with the first message, and knows whether it is older.
      response.setHeader('Server-Timing', `version;desc="${version()}"`);
      // Its modules must not depend on whether there is anything to show.
      if (/^\/assets\/[\w.-]+\.js$/.test(request.url ?? ''))
        return await sendModule(request.url ?? '', response);
      if (state.site) await compiling;
      if (state.site) await respond(state.site, request, response);
      else sendWaitingPage(response, 503);
    } catch (error) {
      fail(error, request, response);
    }
  });
  await listen(server, host, port);
  return {
    show(next, changed = []) {
      state = next;
      number++;
      failures.clear();
      for (const address of changed) files[address] = version();
      send();
    },
    report(problems) {
      state = { ...state, ...problems };
      send();
    },
    wait(promise) {
      compiling = promise;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Why a page cannot be rendered. */
function problemsOfPage(error: unknown): Problem[] {
  try {
    return problemsOf(error);
  } catch {
    return [{ message: error instanceof Error ? error.message : String(error) }];
  }
}

async function sendModule(address: string, response: ServerResponse): Promise<void> {
  const content = await readFile(join(assetDir, basename(address))).catch(() => undefined);
  response.writeHead(content ? 200 : 404, headersOf(address, undefined)).end(content);
}

async function respond(
  { outputs, layoutProps, workers }: NonNullable<PreviewState['site']>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request.url ?? '/');
  const redirect = path === undefined ? undefined : outputs.redirectOf(path);
  if (path !== undefined && redirect !== undefined)
    return void response.writeHead(302, { Location: redirect }).end();
  const file = path?.endsWith('/') ? `${path}index.html` : path;
  const found = file === undefined ? undefined : await outputs.find(file);
  if (!found && path && (await outputs.find(`${path}/index.html`)))
    return void response.writeHead(302, { Location: `${encodePath(path)}/` }).end();
  const output = found ?? (await outputs.find(notFoundPage));
  if (!output) return void response.writeHead(404).end();
  const { files, policy } = await workers.run('render', { output, layoutProps });
  const [name, content] = files.find(([name]) => name === file) ?? files[0] ?? ['', ''];
  response.statusCode = found ? 200 : 404;
  for (const [header, value] of Object.entries(headersOf(name, policy))) response.setHeader(header, value);
  response.end(request.method === 'HEAD' ? undefined : Buffer.from(content));
}

/** The headers of the built site, but without caching. */
function headersOf(path: string, policy: string | undefined): Record<string, string> {
  const rules = fileRules.filter((rule) => new RegExp(patternSource(rule.path), 's').test(path));
  const { 'Strict-Transport-Security': _, ...headers } = siteHeaders;
  const isReader = path.startsWith('/preview/feed/');
  delete headers['X-Frame-Options'];
  return {
    'Content-Type': mediaTypeOf(path),
    ...headers,
    'Content-Security-Policy': isReader
      ? readerPolicy
      : (policy ?? filePolicy).replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    ...Object.assign({}, ...rules.map((rule) => rule.headers)),
    'Cache-Control': 'no-store',
  };
}

/** The decoded path of a request; `undefined` if it is invalid. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    return path.startsWith('/') && !path.includes('\0') ? posix.normalize(path) : undefined;
  } catch {
    return undefined;
  }
}
