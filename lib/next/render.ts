import { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import type { Route } from '../config/routes';
import type { PageInput } from '../pages/props';
import { UserError } from '../util/errors';
import { entryOf } from './compiled-app';
import { handover, pageKey, routePath } from './handover';

/** The compiled module of a route; see "Entrypoints" in Next's documentation of deployment adapters. */
interface Entrypoint {
  handler(
    request: IncomingMessage,
    response: ServerResponse,
    context: { waitUntil(promise: Promise<unknown>): void },
  ): Promise<unknown>;
}

const require = createRequire(import.meta.url);
const entrypoints = new Map<Route, Promise<Entrypoint>>();

/**
 * Renders a page with Next, in this process and without a server. `handOver` must have set the
 * layout props before.
 *
 * @returns the body of Next's response
 * @throws {UserError} if a component has failed
 * @throws {Error} if the status of the response is not 200 for another reason
 */
export async function renderPage(page: PageInput): Promise<string> {
  const { route, address } = page;
  const { handler } = await entrypointOf(route);
  const path = routePath(page);
  const { request, response, body } = exchange(route === '/_not-found' ? '/_not-found/' : path);
  const { pages } = handover();
  const key = pageKey(route, path);
  pages.set(key, page);
  const waiting: Promise<unknown>[] = [];
  await handler(request, response, { waitUntil: (promise) => waiting.push(promise) });
  const text = await body;
  await Promise.all(waiting);
  pages.delete(key);
  const { componentError } = handover();
  if (response.statusCode !== 200 && componentError) throw new UserError(`${address}: ${componentError}`);
  // React has logged the error.
  if (response.statusCode === 500)
    throw new UserError(
      `${address}: a component could not be rendered; the error is above. Components run on the server only, so they cannot use state, effects, or event handlers such as onClick`,
    );
  if (response.statusCode !== 200)
    throw new Error(`${address}: Next responded with status ${response.statusCode} instead of the page`);
  return text;
}

function entrypointOf(route: Route): Promise<Entrypoint> {
  let entrypoint = entrypoints.get(route);
  if (!entrypoint) {
    entrypoint = load(route);
    entrypoints.set(route, entrypoint);
  }
  return entrypoint;
}

async function load(route: Route): Promise<Entrypoint> {
  // Next's own server loads these first: its copy of React and async local storage.
  require('next/dist/server/require-hook');
  require('next/dist/server/node-environment');
  return require(entryOf(route)) as Promise<Entrypoint>;
}

/** A request without a connection, and a response that collects what is written to it. */
function exchange(url: string) {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = url;
  request.headers = { host: 'localhost' };
  request.push(null);
  const response = new ServerResponse(request);
  const chunks: Buffer[] = [];
  const body = new Promise<string>((done) => {
    response.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      chunks.push(Buffer.from(chunk));
      const written = rest.at(-1);
      if (typeof written === 'function') written();
      return true;
    };
    response.end = (...args: unknown[]) => {
      const [chunk] = args;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      response.emit('finish');
      response.emit('close');
      done(Buffer.concat(chunks).toString());
      return response;
    };
  });
  return { request, response, body };
}
