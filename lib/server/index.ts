import { existsSync } from 'node:fs';
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join, posix } from 'node:path';
import { finished } from 'node:stream/promises';
import { notFoundPage } from '../hosts/common-policies';
import { markdownFile, markdownLink } from '../hosts/headers';
import { encodePath } from '../util/addresses';
import { UserError } from '../util/errors';
import { printableError } from '../util/printable';
import { acceptedEncodings, prefersMarkdown } from './encoding';
import { sendFile, sendWhole } from './send-file';
import { SiteFolder } from './site-folder';

export interface Server {
  /** The URL of the server, such as `http://localhost:3000`. */
  url: string;
  /** Finishes open requests, then stops. */
  close(): Promise<void>;
}

/** In milliseconds: how long requests may take to finish when the server is closed. */
const timeoutMs = 3000;
/**
 * In milliseconds: how long a connection may be idle. A client that stops reading holds a file open.
 * If data is waiting to be sent, Node closes the connection only after two such periods.
 */
const idleTimeoutMs = 30_000;

/**
 * Serves a built site like the hosts that read `_headers` and `_redirects`: with those headers,
 * precompressed files, ETags, ranges and conditional requests (RFC 9110), redirects, and the 404
 * page. The site may be replaced while it is being served.
 *
 * @param options.basePath the path of the site, such as `/repo`. All other paths are not found.
 * @throws {UserError} if there is no site, or the port is taken
 */
export async function serve(options: {
  outDir: string;
  basePath?: string;
  host: string;
  port: number;
}): Promise<Server> {
  const { outDir, basePath = '', host, port } = options;
  if (!existsSync(join(outDir, '404.html')))
    throw new UserError(`There is no site in ${outDir}. Build one first: npm run build`);

  const site = new SiteFolder(outDir);
  // One request at a time per connection, so that a client that reads nothing holds only one file open.
  const turns = new WeakMap<Socket, Promise<void>>();
  const server = createServer((request, response) => {
    const { socket } = request;
    const turn = async () => {
      if (socket.destroyed) return;
      await respond(site, basePath, request, response).catch((error: unknown) => {
        console.error(printableError(error));
        // A partial response must not look complete.
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
      await finished(response).catch(() => {});
    };
    turns.set(socket, (turns.get(socket) ?? Promise.resolve()).then(turn));
  });
  server.setTimeout(idleTimeoutMs);
  await listen(server, host, port);
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // An unfinished request must not keep the server open.
        setTimeout(() => server.closeAllConnections(), timeoutMs).unref();
      }),
  };
}

/**
 * Starts listening.
 *
 * @throws {UserError} with a solution, if the port or the host is not available
 */
export async function listen(server: HttpServer, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new UserError(
            `PORT: ${port} is taken on ${host}. Stop the process that listens there, or choose another port: PORT=${port + 1}`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new UserError(`PORT: no permission to listen on ${port}. Choose a port above 1023.`));
      else if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
        reject(new UserError(`HOST: this machine has no address ${host}.`));
      else reject(error);
    });
    server.listen(port, host, resolve);
  });
}

async function respond(
  site: SiteFolder,
  basePath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = '/', method, headers } = request;
  const path = method === 'GET' || method === 'HEAD' ? pathOf(url, basePath) : undefined;
  // Ranges refer to the plain file.
  const accepted = headers.range ? [] : acceptedEncodings(headers['accept-encoding']);
  // Redirect the base path itself to its URL with a slash.
  if (path === '') return void response.writeHead(301, { Location: `${basePath}/${queryOf(url)}` }).end();
  const wantsMarkdown = path?.endsWith('/') && prefersMarkdown(headers.accept);
  const { headersOf, moved, folder, file, hasMarkdown, gone, notFound } = await site.look(
    path,
    accepted,
    wantsMarkdown,
  );
  const setHeaders = (of: string) => {
    for (const [name, value] of headersOf(of.replace(/\/index\.html$/, '/'))) response.setHeader(name, value);
  };
  if (method !== 'GET' && method !== 'HEAD') {
    await notFound?.handle.close();
    setHeaders('/');
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  } else if (path !== undefined && (moved !== undefined || folder)) {
    setHeaders(path);
    response.removeHeader('Content-Type');
    const to = moved ?? `${basePath}${encodePath(path)}/`;
    response.writeHead(301, { Location: to.includes('?') ? to : to + queryOf(url) }).end();
  } else if (file) {
    setHeaders(file.path);
    if (hasMarkdown) {
      response.setHeader('Link', markdownLink);
      response.setHeader('Vary', 'Accept');
      if (file.path.endsWith('.md')) response.setHeader('Content-Location', markdownFile);
    }
    await sendFile(file, request, response);
  } else {
    setHeaders(notFoundPage);
    response.statusCode = gone ? 410 : 404;
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (notFound) await sendWhole(notFound, request, response);
    // The site has no 404 page.
    else response.end('<!doctype html><title>Not found</title><h1>Not found</h1>');
  }
}

/** The decoded path of a request within the site, or `undefined` if no file can have it. */
function pathOf(url: string, basePath: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    if (!path.startsWith('/') || path.includes('\0')) return undefined;
    const within = posix.normalize(path);
    return within === basePath || within.startsWith(`${basePath}/`)
      ? within.slice(basePath.length)
      : undefined;
  } catch {
    return undefined;
  }
}

const queryOf = (url: string) => /\?[^#]*/.exec(url)?.[0] ?? '';
