import type { ReactElement } from 'react';
import { messages } from '@/lib/config/site';

/** In pixels: the widths and heights of the drawing, and the space between bars. */
const sizes = { small: [192, 6], large: [288, 24] } as const;
const gap = 2;

/** The shape of an article: a bar for each section, as long as its text. Decorative. */
export function Shape({
  of: lengths,
  size = 'small',
}: {
  of: readonly number[];
  size?: keyof typeof sizes;
}): ReactElement | null {
  if (lengths.length === 0) return null;
  const [width, height] = sizes[size];
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const perLength = (width - gap * (lengths.length - 1)) / all;
  let at = 0;
  const bars = lengths.map((length) => {
    const bar = `M${at.toFixed(1)} 0h${(length * perLength).toFixed(1)}v${height}h-${(length * perLength).toFixed(1)}z`;
    at += length * perLength + gap;
    return bar;
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      className="max-w-full shrink-0 text-accent"
    >
      <title>{messages.post.shape}</title>
      <path d={bars.join('')} fill="currentColor" />
    </svg>
  );
}
