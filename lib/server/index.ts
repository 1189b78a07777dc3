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
import { encodePath } from '../util/addresses';
import { UserError } from '../util/errors';
import { printableError } from '../util/printable';
import { acceptedEncodings } from './encoding';
import { sendFile, sendWhole } from './send-file';
import { SiteFolder } from './site-folder';

export interface Server {
  /** Where it listens, such as `http://localhost:3000`. */
  url: string;
  /** Answers what has been asked, then stops. */
  close(): Promise<void>;
}

/** How long requests may take to end when the server is closed, in milliseconds. */
const timeoutMs = 3000;
/**
 * How long nothing may come or go over a connection, in milliseconds: who stops reading holds a file
 * open. Where something waits to be sent, Node looks twice before it hangs up.
 */
const mostIdle = 30_000;

/**
 * Serves a printed site as the hosts do that read its `_headers` and `_redirects`: those headers,
 * compressed variants, ETags, ranges and conditional requests (RFC 9110), moved pages as 301, and
 * the 404 page where there is nothing. The site may be replaced while it is being served.
 *
 * @param options.basePath where the site begins, such as `/repo`; elsewhere is nothing
 * @throws {UserError} where there is no site, or the port is taken
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
  // Who asks for much at once over one connection, and reads none of it, holds one file open.
  const turns = new WeakMap<Socket, Promise<void>>();
  const server = createServer((request, response) => {
    const { socket } = request;
    const turn = async () => {
      if (socket.destroyed) return;
      await answer(site, basePath, request, response).catch((error: unknown) => {
        console.error(printableError(error));
        // What has been begun must not look as if it were whole.
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
      await finished(response).catch(() => {});
    };
    turns.set(socket, (turns.get(socket) ?? Promise.resolve()).then(turn));
  });
  server.setTimeout(mostIdle);
  await listen(server, host, port);
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // A request that is never finished must not keep it open.
        setTimeout(() => server.closeAllConnections(), timeoutMs).unref();
      }),
  };
}

/**
 * Has a server listen.
 *
 * @throws {UserError} that says what to do, where the port or the host cannot be had
 */
export async function listen(server: HttpServer, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new UserError(
            `PORT: ${port} is taken on ${host}. Stop what listens there, or choose another: PORT=${port + 1}`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new UserError(`PORT: not allowed to listen on ${port}. Choose one above 1023.`));
      else if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
        reject(new UserError(`HOST: this machine has no address ${host}.`));
      else reject(error);
    });
    server.listen(port, host, resolve);
  });
}

async function answer(
  site: SiteFolder,
  basePath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = '/', method, headers } = request;
  const path = method === 'GET' || method === 'HEAD' ? pathOf(url, basePath) : undefined;
  // A range is one of the plain file.
  const accepted = headers.range ? [] : acceptedEncodings(headers['accept-encoding']);
  // The site's own folder, as any other, has a slash at its end.
  if (path === '') return void response.writeHead(301, { Location: `${basePath}/${queryOf(url)}` }).end();
  const { headersOf, moved, folder, file, gone, notFound } = await site.look(path, accepted);
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
    await sendFile(file, request, response);
  } else {
    setHeaders(notFoundPage);
    response.statusCode = gone ? 410 : 404;
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (notFound) await sendWhole(notFound, request, response);
    // A site that has lost its page still says what is the matter.
    else response.end('<!doctype html><title>Not found</title><h1>Not found</h1>');
  }
}

/** The decoded path of a request within the site; `undefined` where it is none that a file could have. */
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
