import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site that other sites link to, and an archive with captures of it. */
export interface LinkedServer {
  origin: string;
  server: Server;
  /** The paths that were requested. */
  requests: string[];
  /** What each path answers. Can be changed. */
  pages: Record<string, string | ((response: ServerResponse) => void)>;
  /** The captures of the archive: URL to timestamp. */
  captures: Record<string, string>;
}

const page = (title: string, text: string) =>
  `<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`;
const words = (seed: string) => Array.from({ length: 80 }, (_, at) => `${seed}${(at * 7) % 31}`).join(' ');
const redirect = (to: string) => (response: ServerResponse) =>
  response.writeHead(301, { Location: to }).end();

/** An article with a text of its own. */
export const article = (title: string) => page(title, words(title.toLowerCase().replaceAll(' ', '')));
/** What a site shows at any address that it does not know. */
export const notFoundPage = page('Page not found', words('sorry'));

export async function linkedServer(): Promise<LinkedServer> {
  const requests: string[] = [];
  const captures: Record<string, string> = {};
  const pages: LinkedServer['pages'] = {
    '/': article('Home'),
    '/fine': article('A fine page'),
    '/moved': redirect('/fine?from=moved'),
    '/missing': (response) => response.writeHead(404).end(notFoundPage),
    '/withdrawn': (response) => response.writeHead(410).end('gone'),
    // These answer 200 at any address.
    '/lies/old': notFoundPage,
    '/lies/letterpress-link-check-of-no-page': notFoundPage,
    '/about-404': article('What 404 not found means'),
    '/to-home': redirect('/'),
    '/circle': redirect('/circle-2'),
    '/circle-2': redirect('/circle'),
    '/broken': (response) => response.writeHead(500).end('error'),
    '/robots-only': (response) => response.writeHead(403).end('no'),
    '/slow': () => {},
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.push(url.pathname);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (url.pathname === '/wayback/available') {
      const wanted = url.searchParams.get('url') ?? '';
      const timestamp = captures[wanted];
      const closest = timestamp && {
        available: true,
        status: '200',
        timestamp,
        url: `${origin()}/web/${timestamp}/${wanted}`,
      };
      response.setHeader('Content-Type', 'application/json');
      return response.end(JSON.stringify({ url: wanted, archived_snapshots: closest ? { closest } : {} }));
    }
    const answer = pages[url.pathname];
    if (typeof answer === 'function') return answer(response);
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer ?? notFoundPage);
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { origin: origin(), server, requests, pages, captures };
}
