import { notFound } from 'next/navigation';
import { encodePath } from '../content/addresses';
import type { Copies, Frame, Route } from '../pages/copy';
import { desk } from './desk';

/**
 * What the page at an address shows. A print run has laid it out (`lib/press/desk.ts`); the
 * preview works it out from the index.
 *
 * @param path not percent-encoded, such as `/posts/start-here/`
 */
export async function copyOf<R extends Route>(route: R, path: string): Promise<Copies[R]> {
  const page = await find(encodePath(path));
  if (page?.route !== route) notFound();
  // An address has one route, and a route one kind of copy.
  return page.copy as Copies[R];
}

/** What stands around every page. */
export async function frame(): Promise<Frame> {
  // The condition is known when Next compiles: a print run carries nothing of the preview.
  return process.env.NODE_ENV === 'development' ? (await import('./preview')).frame() : desk().frame;
}

async function find(address: string) {
  return process.env.NODE_ENV === 'development'
    ? (await import('./preview')).findPage(address)
    : desk().pages.get(address);
}
