import type { Asset } from '../content/assets';
import type { ResolvedEntry } from '../content/publication';
import { type ImageVariant, socialImageOf, variantsOf } from '../images/picture';

/** A file or image under `/media/`. */
export interface Medium {
  /** The path of a file, or the common prefix of the files of an image. Not percent-encoded. */
  path: string;
  /** The author's file, and a hash of its content. */
  from: string;
  digest: string;
  /** The variants of an image. If omitted, the file is copied unchanged. */
  variants?: ImageVariant[];
}

/** The images and attachments of authors, by path. */
export function mediaOf(entries: readonly ResolvedEntry[]): Map<string, Medium> {
  const media = new Map<string, Medium>();
  const add = ({ file, digest }: Asset, address: string, variants?: ImageVariant[]) => {
    const path = decodeURIComponent(address);
    media.set(path, { path, from: file, digest, variants });
  };
  for (const { resolved } of entries) {
    for (const asset of resolved.assets.values())
      if (asset.picture) add(asset, asset.picture.base, variantsOf(asset.picture));
      else if (asset.file) add(asset, asset.address);
    const { audio, cover, image = cover } = resolved;
    for (const asset of [audio?.asset, audio?.transcript?.asset]) if (asset?.file) add(asset, asset.address);
    if (cover?.picture) add(cover, cover.picture.base, variantsOf(cover.picture));
    if (!image?.picture) continue;
    const variant = socialImageOf(image.picture);
    add(image, variant.address, [variant]);
  }
  return media;
}
