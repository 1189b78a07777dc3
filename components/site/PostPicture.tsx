import type { ReactElement } from 'react';
import { basePath } from '@/lib/config/site';
import { type Picture, sourcesOf } from '@/lib/images/picture';

/**
 * The picture of a post outside of its text.
 *
 * @param sizes the width at which it is shown (HTML, `sizes`)
 * @param alt empty next to the title of the post
 * @param isFirst whether it is visible before readers scroll
 */
export function PostPicture({
  of: picture,
  sizes,
  alt = '',
  isFirst = false,
  className,
}: {
  of: Picture;
  sizes: string;
  alt?: string;
  isFirst?: boolean;
  className?: string;
}): ReactElement {
  const { src, sets } = sourcesOf(picture, basePath);
  const image = (
    <img
      src={src}
      srcSet={sets?.webp}
      sizes={sets && sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={isFirst ? undefined : 'lazy'}
      fetchPriority={isFirst ? 'high' : undefined}
      className={['post-picture', className, picture.onPaper && 'on-paper'].filter(Boolean).join(' ')}
    />
  );
  if (!sets) return image;
  return (
    <picture>
      <source type="image/avif" srcSet={sets.avif} sizes={sizes} />
      {image}
    </picture>
  );
}
