import type { ReactElement } from 'react';
import { paleOpacity } from '@/lib/theme/theme';
import { theme } from '@/theme.config';

/** The mark of the publication, from `theme.config.ts`. Decorative. */
export function Mark(): ReactElement {
  const { width, height, solid, pale } = theme.mark;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      fill="currentColor"
      className="mark"
    >
      <path d={solid} />
      {pale && <path d={pale} opacity={paleOpacity} />}
    </svg>
  );
}
