import type { LayoutProps, PageInput } from '../pages/props';

/** What a print run has laid out for the pages that Next is asked for. */
export interface Handover {
  frame: LayoutProps;
  /** By percent-encoded address. */
  pages: Map<string, PageInput>;
}

/** Next's bundles and the print run are of one process but not of one module graph: they meet here. */
const place = Symbol.for('letterpress.desk');
const shared = globalThis as typeof globalThis & { [place]?: Handover };

export function handOver(desk: Handover): void {
  shared[place] = desk;
}

/** Changes what stands around pages from now on, and leaves those that are being rendered. */
export function setLayoutProps(frame: LayoutProps): void {
  const laidOut = shared[place];
  if (laidOut) laidOut.frame = frame;
  else handOver({ frame, pages: new Map() });
}

/** @throws {Error} outside of a print run */
export function desk(): Handover {
  const laidOut = shared[place];
  if (!laidOut) throw new Error('pages are printed by `npm run build`; there is no print run here');
  return laidOut;
}
