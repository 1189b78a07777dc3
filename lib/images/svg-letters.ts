/** The default `font-size` of text, in CSS pixels. */
const defaultSize = 16;

/** In CSS pixels. */
const units: Record<string, number> = { pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 9.6 / 2.54 };

/**
 * The size of the smallest letters in a drawing, in CSS pixels. An estimate: `transform` and sizes
 * relative to another are not taken into account, and a rule of a style sheet counts even if it is unused.
 *
 * @param svg a sanitized drawing
 * @param width its width in CSS pixels
 * @returns `undefined` if it has no text, or only text as paths
 */
export function letterSize(svg: string, width: number): number | undefined {
  if (!/<text[\s>]/.test(svg)) return undefined;
  const sizes = [
    ...svg.matchAll(/\bfont-size(?:="|:)\s*([\d.]+)(px|pt|pc|in|cm|mm)?\s*[";}!]/g),
    ...svg.matchAll(/\bfont:[^;}"]*?([\d.]+)(px|pt|pc|in|cm|mm)\b/g),
  ]
    .map(([, size, unit = '']) => Number(size) * (units[unit] ?? 1))
    .filter((size) => size > 0);
  const [root = ''] = /^<svg(?:[^>"]|"[^"]*")*>/.exec(svg) ?? [];
  const viewBox = / viewBox="([^"]*)"/
    .exec(root)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const scale = viewBox?.[2] ? width / viewBox[2] : 1;
  return (sizes.length > 0 ? Math.min(...sizes) : defaultSize) * scale;
}
