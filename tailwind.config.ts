import type { Config } from 'tailwindcss';
import type { PluginAPI } from 'tailwindcss/plugin';

/**
 * The colors of the site, in the light and the dark theme. Pages, diagrams, cards, feeds and the bars of
 * browsers use these. In classes, a color has its name (`text-accent`), in CSS it is `var(--accent)`.
 */
export const colors = {
  paper: { light: '#fbfbf9', dark: '#14171a' },
  sunk: { light: '#f1f2ee', dark: '#1c2024' },
  ink: { light: '#1b1e22', dark: '#e4e6e3' },
  muted: { light: '#5a626c', dark: '#9aa3ab' },
  rule: { light: '#d5d8d2', dark: '#30363c' },
  accent: { light: '#00664f', dark: '#6fd3b4' },
  warn: { light: '#9a4b00', dark: '#e9b06a' },
  danger: { light: '#a8251f', dark: '#f08d85' },
};

/** A color in CSS. It follows `color-scheme`. */
export const lightDark = ({ light, dark }: { light: string; dark: string }) =>
  `light-dark(${light}, ${dark})`;

const names = Object.keys(colors);

/** Design tokens, by the names that classes use. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...Object.fromEntries(names.map((name) => [name, `var(--${name})`])),
    },
    fontFamily: {
      serif: 'var(--serif)',
      mono: 'var(--mono)',
    },
    fontSize: {
      // Scale factor 1.25, based on a body size of 19 to 20 pixels. Each size has its line height.
      label: ['0.8125rem', '1.25rem'],
      small: ['0.9375rem', '1.5rem'],
      body: ['var(--body-size)', '1.6'],
      lead: ['1.375rem', '2rem'],
      title: ['1.625rem', '2rem'],
      display: ['clamp(2.125rem, 1.4rem + 3.4vw, 3.5rem)', '1.08'],
    },
    extend: {
      maxWidth: {
        measure: 'var(--measure)',
        page: 'var(--page)',
      },
    },
  },
  plugins: [
    ({ addBase }: PluginAPI) =>
      addBase({
        ':root': Object.fromEntries(
          Object.entries(colors).map(([name, color]) => [`--${name}`, lightDark(color)]),
        ),
      }),
  ],
} satisfies Config;
