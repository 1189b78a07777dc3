/**
 * Adds a link to the place where the reader has stopped on an earlier visit.
 *
 * @param key of the saved place
 */
export function addLink(key: string): void {
  const heading = document.getElementById(localStorage.getItem(key) ?? '');
  if (!heading?.matches('.article :is(h2, h3)') || location.hash) return;
  const link = document.createElement('a');
  link.href = `#${heading.id}`;
  link.textContent = browserMessages.goOn.replace('{section}', heading.textContent);
  document.querySelector('[data-tools]')?.append(link);
}
