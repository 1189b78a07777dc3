import type { ReactElement } from 'react';

/** The publication's mark: a row of memory cells, some of them set. Decorative. */
export function Cells({ bits, size = 7 }: { bits: boolean[]; size?: number }): ReactElement {
  const step = size + 1;
  const set = bits.flatMap((bit, at) => (bit ? [`M${at * step} 0h${size}v${size}h-${size}z`] : [])).join('');
  const clear = bits
    .flatMap((bit, at) => (bit ? [] : [`M${at * step + 0.5} .5h${size - 1}v${size - 1}h-${size - 1}z`]))
    .join('');
  const width = bits.length * step - 1;
  return (
    <svg
      viewBox={`0 0 ${width} ${size}`}
      width={width}
      height={size}
      aria-hidden="true"
      className="shrink-0 text-accent"
    >
      <path d={set} fill="currentColor" />
      <path d={clear} fill="none" stroke="currentColor" opacity=".55" />
    </svg>
  );
}
