import type { ReactElement } from 'react';
import { messages } from '@/lib/config/site';
import { Cells } from './Cells';

/** The shape of an article: a filled cell for a part that is text, an open one for code or a picture. */
export function Shape({ of: shape, size }: { of: boolean[]; size?: number }): ReactElement | null {
  if (shape.length === 0) return null;
  return (
    <span title={messages.post.shape}>
      <Cells bits={shape} size={size} />
    </span>
  );
}
