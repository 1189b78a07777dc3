import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { posix } from 'node:path';
import type { BuildPool } from '../build/jobs';
import { notFoundPage } from '../hosts/common-policies';
import { fileRules, patternSource, siteHeaders } from '../hosts/headers';
import { mediaTypeOf } from '../hosts/media-types';
import { filePolicy } from '../hosts/policy';
import type { LayoutProps } from '../pages/props';
import { listen } from '../server/index';
import { encodePath } from '../util/addresses';
import { printable } from '../util/printable';
import { isOwnHost } from './hosts';
import type { PreviewOutputs } from './outputs';

/** The state that the preview shows. */
export interface PreviewState {
  /** The last version without errors, if there has been one. */
  site?: { outputs: PreviewOutputs; layoutProps: LayoutProps; workers: BuildPool };
  /** The errors after the last change, as shown in the terminal; `''` if there are none. */
  problems: string;
  /** Ends when the next state is shown, or when there is none because of an error. */
  updating?: Promise<unknown>;
}

/** The server of a running preview. */
export interface PreviewServer {
  /** Shows a new state in every open page. */
  show(state: PreviewState): void;
  /** Holds requests back while pages are compiled and the next state is prepared. */
  wait(updating: Promise<unknown>): void;
  close(): void;
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
 * @throws {UserError} if the port is in use
 */
export async function servePreview(host: string, port: number): Promise<PreviewServer> {
  let state: PreviewState = { problems: '' };
  let version = 0;
  const listeners = new Set<ServerResponse>();
  const started = String(process.pid);
  const send = (listener: ServerResponse) =>
    listener.write(
      `data: ${JSON.stringify({ version: `${started}-${version}`, problems: state.problems })}\n\n`,
    );

  const server = createServer((request, response) => {
    if (!isOwnHost(request.headers.host, host)) {
      response.writeHead(403, { 'Content-Type': 'text/plain' });
      response.end(
        `The preview is only available at http://localhost:${port}. Set HOST to use another name.\n`,
      );
    } else if (request.method !== 'GET' && request.method !== 'HEAD')
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    else if (request.url === eventsPath) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      send(response);
    } else
      Promise.resolve(state.updating)
        .then(() => respond(state, request, response))
        .catch((error: unknown) => {
          const { message } = error instanceof Error ? error : new Error(String(error));
          if (!state.problems) console.error(printable(message));
          sendText(response, 500, state.problems || message);
        });
  });
  await listen(server, host, port);
  return {
    show(next) {
      state = next;
      version++;
      for (const listener of listeners) send(listener);
    },
    wait(updating) {
      state = { ...state, updating };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function respond(
  { site, problems }: PreviewState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!site) return sendText(response, 503, problems || 'Starting …');
  const { outputs, layoutProps, workers } = site;
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

/** Sends a text instead of a page. The browser reloads every second until there is a page. */
function sendText(response: ServerResponse, status: number, text: string): void {
  if (!response.headersSent)
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Refresh: '1' });
  response.end(`${text}\n`);
}

/** The headers of the built site, but without caching. */
function headersOf(path: string, policy: string | undefined): Record<string, string> {
  const rules = fileRules.filter((rule) => new RegExp(patternSource(rule.path), 's').test(path));
  const { 'Strict-Transport-Security': _, ...headers } = siteHeaders;
  const isReader = path.startsWith('/preview/feed/');
  if (isReader) delete headers['X-Frame-Options'];
  return {
    'Content-Type': mediaTypeOf(path),
    ...headers,
    'Content-Security-Policy': isReader ? readerPolicy : (policy ?? filePolicy),
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
