import type { Element } from 'hast';

/** Cascade layers that only some pages need; see `app/_styles/`. */
export const layers = [
  'callouts',
  'code',
  'conversation',
  'formulas',
  'front',
  'gallery',
  'history',
  'lines',
  'link-previews',
  'media',
  'newsletter',
  'notes',
  'player',
  'post',
  'rare',
  'references',
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
    case 'abbr':
    case 'dt':
    case 'hr':
    case 'kbd':
    case 'mark':
    case 'sub':
    case 'sup':
      return 'rare';
    case 'video':
    case 'audio':
      return 'media';
    case 'search':
      return 'search';
    case 'table':
      return 'tables';
    default:
      if (['callout', 'callout-label', 'aside', 'pull'].some(isClass)) return 'callouts';
      if (['replies', 'response'].some(isClass)) return 'conversation';
      if (['player', 'transcript'].some(isClass)) return 'player';
      if (['references', 'bibtex'].some(isClass)) return 'references';
      if (isClass('changed')) return 'history';
      if (isClass('play')) return 'videos';
      if (isClass('footnotes')) return 'notes';
      if (isClass('line')) return 'lines';
      if (isClass('front')) return 'front';
      if (isClass('gallery')) return 'gallery';
      if (isClass('newsletter')) return 'newsletter';
      if (isClass('post')) return 'post';
      if (isClass('contains-task-list') || /^(?:ja|ko|zh)\b/.test(String(properties.lang))) return 'rare';
      return isClass('link-previews') ? 'link-previews' : undefined;
  }
}
