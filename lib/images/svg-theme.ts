import { generate, parse, walk } from 'css-tree';
import { theme } from '../../theme.config';
import { type ColorName, colorNames } from '../theme/theme';

/** Whether a file may be a drawing that uses colors of the theme. */
export const mayFollowTheme = (bytes: Buffer) => bytes.includes('var(');

/** The theme colors that a sanitized drawing uses, as `var(--accent)`, and does not define itself. */
export const themeColorsIn = (svg: string): ColorName[] =>
  colorNames.filter(
    (name) => new RegExp(`var\\(\\s*--${name}\\b`).test(svg) && !new RegExp(`--${name}\\s*:`).test(svg),
  );

/** A style sheet that defines theme colors in a drawing. The styles of a page do not apply to its images. */
export function themeStyles(colors: ColorName[]): string {
  const definitions = (side: 'light' | 'dark') =>
    `:root{${colors.map((name) => `--${name}:${theme.colors[name][side]}`).join(';')}}`;
  return `${definitions('light')}@media(prefers-color-scheme:dark){${definitions('dark')}}`;
}

/**
 * Replaces theme colors with their light values, for renderers that do not support CSS variables.
 *
 * @param css a style sheet or a part of one
 */
export function withLightColors(
  css: string,
  colors: ColorName[],
  context: 'stylesheet' | 'declarationList' | 'value',
): string {
  if (!css.includes('var(')) return css;
  const tree = parse(css, { context });
  walk(tree, (node, item, list) => {
    if (node.type !== 'Function' || node.name !== 'var' || !item) return;
    const variable = node.children.first;
    const color = colors.find((name) => variable?.type === 'Identifier' && variable.name === `--${name}`);
    if (color)
      list.replace(item, list.createItem({ type: 'Hash', value: theme.colors[color].light.slice(1) }));
  });
  return generate(tree);
}
