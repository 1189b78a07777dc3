import type { Frame, PageCopy } from '../pages/props';

/** What a print run has laid out for the pages that Next is asked for. */
export interface Desk {
  frame: Frame;
  /** By percent-encoded address. */
  pages: Map<string, PageCopy>;
}

/** Next's bundles and the print run are of one process but not of one module graph: they meet here. */
const place = Symbol.for('letterpress.desk');
const shared = globalThis as typeof globalThis & { [place]?: Desk };

export function layOut(desk: Desk): void {
  shared[place] = desk;
}

/** Changes what stands around pages from now on, and leaves those that are being rendered. */
export function setFrame(frame: Frame): void {
  const laidOut = shared[place];
  if (laidOut) laidOut.frame = frame;
  else layOut({ frame, pages: new Map() });
}

/** @throws {Error} outside of a print run */
export function desk(): Desk {
  const laidOut = shared[place];
  if (!laidOut) throw new Error('pages are printed by `npm run build`; there is no print run here');
  return laidOut;
}
