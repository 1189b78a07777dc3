import { notFound } from 'next/navigation';
import type { Route } from '../config/routes';
import type { LayoutProps, RouteProps } from '../pages/props';
import { encodePath } from '../util/addresses';
import { handover, pageKey } from './handover';

export { postRoutePath } from './handover';

/**
 * The props of the page at a path in Next, set by `lib/next/render.ts`. Calls `notFound` if there is no
 * such page.
 *
 * @param path not percent-encoded, such as `/posts/start-here/`
 */
export async function propsOf<R extends Route>(route: R, path: string): Promise<RouteProps[R]> {
  const page = handover().pages.get(pageKey(route, encodePath(path)));
  if (page?.route !== route) notFound();
  // Each address has one route, and each route has one type of props.
  return page.props as RouteProps[R];
}

/** The layout props, shared by all pages. */
export async function layoutProps(): Promise<LayoutProps> {
  return handover().layoutProps;
}

/** Keeps the error of an owner's component for `lib/next/render.ts`, because Next does not pass errors on. */
export function reportComponentError(message: string): void {
  handover().componentError = message;
}
