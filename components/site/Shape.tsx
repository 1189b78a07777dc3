import type { ReactElement } from 'react';

/** In pixels. */
const sizes = { small: { width: 192, height: 6 }, large: { width: 288, height: 24 } };

/** The shape of an article: a bar for each section, as long as its text. Decorative. */
export function Shape({
  of: lengths,
  size = 'small',
}: {
  of: readonly number[];
  size?: keyof typeof sizes;
}): ReactElement | null {
  if (lengths.length === 0) return null;
  const sum = lengths.reduce((all, length) => all + length, 0);
  // About two pixels.
  const gap = Math.max(1, Math.round(sum / 96));
  const width = sum + gap * (lengths.length - 1);
  return (
    <svg
      viewBox={`0 0 ${width} 1`}
      preserveAspectRatio="none"
      {...sizes[size]}
      aria-hidden="true"
      className="mark"
    >
      <path d={`M0 .5h${width}`} stroke="currentColor" strokeDasharray={lengths.join(` ${gap} `)} />
    </svg>
  );
}
