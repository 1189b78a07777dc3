import { notFound } from 'next/navigation';
import type { LayoutProps, Route, RouteProps } from '../pages/props';
import { encodePath } from '../util/addresses';
import { handover } from './handover';

/**
 * What the page at an address shows; `lib/next/render.ts` has put it there.
 *
 * @param path not percent-encoded, such as `/posts/start-here/`
 */
export async function propsOf<R extends Route>(route: R, path: string): Promise<RouteProps[R]> {
  const page = handover().pages.get(encodePath(path));
  if (page?.route !== route) notFound();
  // An address has one route, and a route one kind of props.
  return page.props as RouteProps[R];
}

/** What stands around every page. */
export async function layoutProps(): Promise<LayoutProps> {
  return handover().layoutProps;
}
