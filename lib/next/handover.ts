import type { LayoutProps, PageInput } from '../pages/props';

/** What a print run has laid out for the pages that Next is asked for. */
export interface Handover {
  layoutProps: LayoutProps;
  /** By percent-encoded address. */
  pages: Map<string, PageInput>;
}

/** Next's bundles and the print run are of one process but not of one module graph: they meet here. */
const place = Symbol.for('letterpress.handover');
const shared = globalThis as typeof globalThis & { [place]?: Handover };

export function handOver(handover: Handover): void {
  shared[place] = handover;
}

/** Changes what stands around pages from now on, and leaves those that are being rendered. */
export function setLayoutProps(layoutProps: LayoutProps): void {
  const current = shared[place];
  if (current) current.layoutProps = layoutProps;
  else handOver({ layoutProps, pages: new Map() });
}

/** @throws {Error} outside of a print run */
export function handover(): Handover {
  const current = shared[place];
  if (!current) throw new Error('pages are printed by `npm run build`; there is no print run here');
  return current;
}
