/**
 * Makes an element of a page equal to that of a newer version of the page, and replaces only what differs, so that
 * pictures do not load again. (Idiomorph, which the preview uses, cannot reach into a frame.)
 */
export function replaceChanged(old: Element, next: Element): void {
  // They do not run in the frame, and its policy forbids to copy them.
  for (const script of [old, next].flatMap((each) => [...each.querySelectorAll('script')])) script.remove();
  replace(old, next);
}

function replace(old: Element, next: Element): void {
  if (old.isEqualNode(next)) return;
  const page = old.ownerDocument;
  if (!old.cloneNode(false).isEqualNode(next.cloneNode(false))) {
    old.replaceWith(page.importNode(next, true));
    return;
  }
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  while (before[0] && after[0] && before[0].isEqualNode(after[0])) {
    before.shift();
    after.shift();
  }
  let anchor: Node | null = null;
  for (
    let [last, nextLast] = [before.at(-1), after.at(-1)];
    last && nextLast && last.isEqualNode(nextLast);
    [last, nextLast] = [before.at(-1), after.at(-1)]
  ) {
    anchor = last;
    before.pop();
    after.pop();
  }
  const isPaired =
    before.length === after.length && before.every((node, at) => node.nodeType === after[at]?.nodeType);
  for (const [at, node] of before.entries()) {
    const newer = after[at];
    if (isPaired && newer && 'tagName' in node && 'tagName' in newer)
      replace(node as Element, newer as Element);
    else node.remove();
  }
  // Texts, and everything if something was added or removed.
  if (!isPaired) for (const node of after) old.insertBefore(page.importNode(node, true), anchor);
  else
    for (const [at, node] of before.entries()) {
      const newer = after[at];
      if (newer && !('tagName' in node)) {
        const following = before.slice(at + 1).find((each) => each.parentNode === old) ?? anchor;
        old.insertBefore(page.importNode(newer, true), following);
      }
    }
}
