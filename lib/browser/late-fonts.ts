/**
 * Shows the fonts of the theme as soon as they arrive, unless text in view would move. In that case, the
 * page keeps the fallback fonts; see `docs/decisions/fonts.md`.
 */
const { dataset } = document.documentElement;

/** The goal is a layout shift of at most 0.02. The rest is for the difference from the browser's value. */
const maxShift = 0.017;

/** Movements below this are not a shift, in CSS pixels (Layout Instability §2.2). */
const minDistance = 3;

/** Where a node starts, on the left or on the right, and the box around it. */
interface Place {
  x: number;
  y: number;
  box: DOMRect;
}

function showUnlessTextMoves(): void {
  const range = new Range();
  const nodes = [...document.querySelectorAll('body *')].flatMap(({ childNodes }) => [...childNodes]);
  const places = () =>
    nodes.map((node): Place => {
      range.selectNode(node);
      const box = range.getBoundingClientRect();
      const first = range.getClientRects()[0] ?? box;
      const isRightToLeft = node.parentElement?.closest<HTMLElement>('[dir]')?.dir === 'rtl';
      return { box, x: isRightToLeft ? first.right : first.left, y: first.top };
    });
  // Everything happens before the next paint, so nobody sees a change that is undone.
  const before = places();
  delete dataset.fallback;
  if (layoutShift(before, places()) > maxShift) dataset.fallback = '';
}

/**
 * The layout shift between two layouts, about as browsers compute it (Layout Instability §2.4): the share
 * of the viewport with something that moves, times the greatest distance in relation to the viewport.
 */
function layoutShift(before: readonly Place[], after: readonly Place[]): number {
  /** From where to where something moves, in each row of pixels. */
  const rows = Array.from({ length: innerHeight }, () => ({ from: innerWidth, to: 0 }));
  let distance = 0;
  for (const [at, next] of after.entries()) {
    const last = before[at] ?? next;
    const moved = Math.max(Math.abs(next.x - last.x), Math.abs(next.y - last.y));
    if (moved < minDistance) continue;
    for (const { left, right, top, bottom } of [last.box, next.box])
      for (const row of rows.slice(Math.max(top, 0), Math.max(bottom, 0))) {
        row.from = Math.min(row.from, Math.max(left, 0));
        row.to = Math.max(row.to, Math.min(right, innerWidth));
        distance = Math.max(distance, moved);
      }
  }
  const area = rows.reduce((sum, { from, to }) => sum + Math.max(to - from, 0), 0);
  return (area * distance) / (innerWidth * innerHeight * Math.max(innerWidth, innerHeight));
}

// If no font arrives, nothing changes.
document.fonts.load('1em Text,Headings').then(showUnlessTextMoves, () => {});
