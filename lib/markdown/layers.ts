import type { Element } from 'hast';

/** Cascade layers that only some pages need; see `app/_styles/`. */
export const layers = [
  'callouts',
  'code',
  'formulas',
  'front',
  'gallery',
  'link-previews',
  'media',
  'newsletter',
  'notes',
  'search',
  'tables',
  'videos',
] as const;
export type Layer = (typeof layers)[number];

/** The layer with the styles of an element; `undefined` if they are on every page. */
export function layerOf({ tagName, properties }: Element): Layer | undefined {
  const isClass = (name: string) => [properties.className].flat().includes(name);
  switch (tagName) {
    case 'pre':
      return 'code';
    case 'math':
      return 'formulas';
    case 'img':
      // Pictures outside of texts have the styles of their page.
      return isClass('post-picture') ? undefined : 'media';
    case 'video':
    case 'audio':
      return 'media';
    case 'search':
      return 'search';
    case 'table':
      return 'tables';
    default:
      if (['callout', 'aside', 'pull'].some(isClass)) return 'callouts';
      if (isClass('play')) return 'videos';
      if (isClass('footnotes')) return 'notes';
      if (isClass('front')) return 'front';
      if (isClass('gallery')) return 'gallery';
      if (isClass('newsletter')) return 'newsletter';
      return isClass('link-previews') ? 'link-previews' : undefined;
  }
}
