import type { Properties } from 'hast';

/**
 * A piece of an article's HTML: a string that is final, or a reference that is resolved when a
 * page is rendered. The serializer sets the boundaries, so no text is ever searched for a reference.
 */
export type Segment = string | AddressSegment | ImageSegment;

/** The value of an attribute: a relative link or file as its author wrote it, or a path of the site. */
export type AddressSegment = { link: string } | { asset: string } | { path: string };

/** `block` is an image that is a block of its own, `linked` is such an image in a link, `tile` one of a gallery. */
export type Place = 'inline' | 'block' | 'linked' | 'tile';

/** An image next to the post. What it becomes depends on the file. */
export interface ImageSegment {
  image: string;
  /** All attributes but `src`. */
  properties: Properties;
  place: Place;
}

/** URL schemes that mark references in the tree. The sanitizer does not allow authors to use them. */
export const marks = { link: 'content:', asset: 'asset:' } as const;
