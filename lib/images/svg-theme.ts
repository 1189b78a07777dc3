import { generate, parse, walk } from 'css-tree';
import { theme } from '@/theme.config';
import { type ColorName, colorNames } from '../theme/theme';
import type { Clean } from './svg-count';
import { animatedAttributes } from './svg-vocabulary';

/** The parts of a drawing that may use variables, with how css-tree calls them. */
type Context = 'stylesheet' | 'declarationList' | 'value';

/** Calls a function with each part of a sanitized drawing that may use variables, and takes its result instead. */
function mapStyles(element: Clean, map: (css: string, context: Context) => string): void {
  for (const attribute of element.attributes) {
    const [name, value] = attribute;
    if (name === 'style') attribute[1] = map(value, 'declarationList');
    else if (animatedAttributes.has(name)) attribute[1] = map(value, 'value');
  }
  element.children = element.children.map((child) => {
    if (typeof child !== 'string') mapStyles(child, map);
    else if (element.name === 'style') return map(child, 'stylesheet');
    return child;
  });
}

/** The theme colors that a sanitized drawing uses, as `var(--accent)`, and does not define itself. */
export function themeColorsIn(root: Clean): ColorName[] {
  const styles: string[] = [];
  mapStyles(root, (css) => {
    if (css.includes('--')) styles.push(css);
    return css;
  });
  const isIn = (pattern: RegExp) => styles.some((css) => pattern.test(css));
  return styles.length === 0
    ? []
    : colorNames.filter(
        (name) =>
          isIn(new RegExp(`var\\(\\s*--${name}(?![\\w-])`)) && !isIn(new RegExp(`(?<![\\w-])--${name}\\s*:`)),
      );
}

/** A style sheet that defines theme colors in a drawing. The styles of a page do not apply to its images. */
export function themeStyles(colors: ColorName[]): string {
  const definitions = (side: 'light' | 'dark') =>
    `:root{${colors.map((name) => `--${name}:${theme.colors[name][side]}`).join(';')}}`;
  return `${definitions('light')}@media(prefers-color-scheme:dark){${definitions('dark')}}`;
}

/** Replaces theme colors with their light values, for renderers that do not support CSS variables. */
export function setLightColors(root: Clean, colors: ColorName[]): void {
  mapStyles(root, (css, context) => (css.includes('var(') ? withLightColors(css, colors, context) : css));
}

function withLightColors(css: string, colors: ColorName[], context: Context): string {
  try {
    const tree = parse(css, { context, parseCustomProperty: true });
    walk(tree, (node, item, list) => {
      if (node.type !== 'Function' || node.name !== 'var' || !item) return;
      const variable = node.children.first;
      const color = colors.find((name) => variable?.type === 'Identifier' && variable.name === `--${name}`);
      if (color)
        list.replace(item, list.createItem({ type: 'Hash', value: theme.colors[color].light.slice(1) }));
    });
    return generate(tree);
  } catch {
    // Not a value in CSS, so browsers ignore it as well.
    return css;
  }
}
