import { type CardPicture, isCardPicture } from '../cards/picture';
import type { ResolvedEntry } from './publication';

/** The image of a document that its card shows: that in its front matter, its cover, or the first in its text that is large enough. */
export function cardPictureOf({ text, resolved }: ResolvedEntry): CardPicture | undefined {
  const shown = text.references
    .filter(({ kind }) => kind === 'image')
    .map(({ url }) => resolved.assets.get(url));
  for (const asset of [resolved.image, resolved.cover, ...shown])
    if (asset?.picture && isCardPicture(asset.picture)) {
      const { kind, width, height } = asset.picture;
      return { from: asset.file, digest: asset.digest, kind, width, height };
    }
  return undefined;
}
