import type { Route } from '../config/routes';
import type { LayoutProps, PageInput } from '../pages/props';
import { encodePath } from '../util/addresses';

/** The props of the pages that Next renders. */
export interface Handover {
  layoutProps: LayoutProps;
  /** Pages by their routes and paths in Next; see `pageKey`. */
  pages: Map<string, PageInput>;
  /** The error of an owner's component, for the message about the page. */
  componentError?: string;
}

/** The build and Next's bundles run in one process but have separate module graphs. They share data here. */
const place = Symbol.for('letterpress.handover');
const shared = globalThis as typeof globalThis & { [place]?: Handover };

/** Sets the props for Next. */
export function handOver(handover: Handover): void {
  shared[place] = handover;
}

/** Changes the layout props, and keeps the pages that are being rendered. */
export function setLayoutProps(layoutProps: LayoutProps): void {
  const current = shared[place];
  if (current) current.layoutProps = layoutProps;
  else handOver({ layoutProps, pages: new Map() });
}

/** The props for Next. @throws {Error} outside of a build or preview */
export function handover(): Handover {
  const current = shared[place];
  if (!current) throw new Error('no props: only `npm run build` and the preview can render pages');
  return current;
}

/** The path of a post in Next, whose route decides its shape. The address of the post may have another. */
export const postRoutePath = (slug: string): string => `/posts/${slug}/`;

/** The path at which Next finds a page, percent-encoded. */
export function routePath(page: PageInput): string {
  if (page.route === '/posts/[...slug]') return encodePath(postRoutePath(page.props.slug));
  if (page.route === '/history/[...slug]') return encodePath(`/history/${page.props.slug}/`);
  if (page.route === '/version/[day]/[...slug]')
    return encodePath(`/version/${page.props.day}/${page.props.slug}/`);
  return page.address;
}

/** The key of a page: two pages may have the same path in Next. @param path percent-encoded */
export const pageKey = (route: Route, path: string): string => `${route} ${path}`;
