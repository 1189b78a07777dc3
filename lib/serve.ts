import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, posix, sep } from 'node:path';
import send from 'send';
import { addressKey } from './content/addresses';
import { readRedirects, redirectsFile } from './publish/redirect-file';
import { SettingsError } from './settings';

export interface Server {
  /** Where it listens, such as `http://localhost:3000`. */
  url: string;
  /** Answers what has been asked, then stops. */
  close(): Promise<void>;
}

/** Types that the file name alone does not tell, or tells too loosely. */
const types: [RegExp, string][] = [
  [/\/feed\.xml$/, 'application/rss+xml; charset=utf-8'],
  [/\/atom\.xml$/, 'application/atom+xml; charset=utf-8'],
  [/\/feed\.json$/, 'application/feed+json; charset=utf-8'],
  [/\.md$/, 'text/markdown; charset=utf-8'],
  [/\.webmanifest$/, 'application/manifest+json; charset=utf-8'],
];

/** Files whose names hold a hash of what is in them. */
const hashed = /^\/(?:assets|media|_next\/static)\//;

/** How long requests may take to end when the server is closed, in milliseconds. */
const patience = 3000;

const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/**
 * Serves a printed site: files with ETag, ranges and conditional requests (RFC 9110) by
 * `send`, moved pages as 301, and the 404 page where there is nothing. The site may be
 * replaced while it is being served.
 *
 * @throws {SettingsError} where there is no site, or the port is taken
 */
export async function serve(options: { outDir: string; host: string; port: number }): Promise<Server> {
  const { outDir, host, port } = options;
  if (!existsSync(join(outDir, '404.html')))
    throw new SettingsError(`There is no site in ${outDir}. Build one first: npm run build`);

  const server = createServer((request, response) => {
    answer(outDir, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, host, port);
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // A request that is never finished must not keep it open.
        setTimeout(() => server.closeAllConnections(), patience).unref();
      }),
  };
}

/**
 * Has a server listen.
 *
 * @throws {SettingsError} that says what to do, where the port or the host cannot be had
 */
export async function listen(server: HttpServer, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new SettingsError(
            `PORT: ${port} is taken on ${host}. Stop what listens there, or choose another: PORT=${port + 1}`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new SettingsError(`PORT: not allowed to listen on ${port}. Choose one above 1023.`));
      else if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
        reject(new SettingsError(`HOST: this machine has no address ${host}.`));
      else reject(error);
    });
    server.listen(port, host, resolve);
  });
}

async function answer(outDir: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = pathOf(request.url ?? '/');
  const moved = path === undefined ? undefined : await redirectFor(outDir, path);
  if (moved !== undefined) {
    response.writeHead(301, { Location: moved }).end();
    return;
  }
  // Hosts read the file of redirects, readers have no use for it.
  if (path === undefined || path === `/${redirectsFile}`) {
    await sendNotFound(outDir, request, response);
    return;
  }
  await sendFile(outDir, path, request, response);
}

/** The decoded path of a request; `undefined` where it is none that a file could have. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
    return path.startsWith('/') && !path.includes('\0') ? posix.normalize(path) : undefined;
  } catch {
    return undefined;
  }
}

async function redirectFor(outDir: string, path: string): Promise<string | undefined> {
  const text = await readFile(join(outDir, redirectsFile), 'utf8').catch(() => '');
  return readRedirects(text).find(({ from }) => addressKey(decodeURIComponent(from)) === addressKey(path))
    ?.to;
}

async function sendFile(
  outDir: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const root = await realpath(outDir);
  // A symbolic link in the site must not lead out of it.
  const file = await realpath(join(root, path)).catch(() => root);
  if (file !== root && !file.startsWith(root + sep)) {
    await sendNotFound(outDir, request, response);
    return;
  }
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    send(request, encodeURI(path).replace(/[?#]/g, encodeURIComponent), {
      root,
      dotfiles: 'ignore',
      index: 'index.html',
      immutable: hashed.test(path),
      maxAge: hashed.test(path) ? '1y' : 0,
    })
      .on('headers', (headed: ServerResponse, file: string) => {
        const type = types.find(([name]) => name.test(file.replaceAll('\\', '/')))?.[1];
        if (type) headed.setHeader('Content-Type', type);
      })
      .on('error', (error: Error & { status?: number }) => {
        if (error.status === 416 || error.status === 412) response.writeHead(error.status).end();
        else void sendNotFound(outDir, request, response);
      })
      .pipe(response);
  });
}

async function sendNotFound(
  outDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Between two sites, and in a folder that lost its page, a line of text will do.
  const page = await readFile(join(outDir, '404.html')).catch(() =>
    Buffer.from('<!doctype html><title>Not found</title><h1>Not found</h1>'),
  );
  response.writeHead(404, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': page.length,
    'Cache-Control': 'no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}
