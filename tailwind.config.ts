import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from 'tailwindcss';
import type { PluginAPI } from 'tailwindcss/plugin';
import { extensionsDir, themeFile } from './lib/cache/paths';
import { fontFaces, fontFamilies, lightDark, measureOf, type Theme } from './lib/theme/theme';

// A publication that is kept elsewhere has its own theme; see `scripts/publication.js`.
const { theme }: { theme: Theme } = await import(
  /* turbopackIgnore: true */ pathToFileURL(resolve(themeFile)).href
);
const { colors, fonts } = theme;
const text = fontFamilies('Text', fonts.text);
const headings = fonts.headings && fontFamilies('Headings', fonts.headings);

/** Design tokens, by the names that classes use: those of `theme.config.ts`, and the scale of sizes. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}', `./${extensionsDir}/**/*.{ts,tsx,js}`],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      ...Object.fromEntries(Object.keys(colors).map((name) => [name, `var(--${name})`])),
    },
    // As values, because variables of Tailwind's own would be in every page.
    fontWeight: { medium: '500', semibold: '600' },
    letterSpacing: { tight: '-0.025em' },
    fontSize: {
      // Scale factor 1.25, based on a body size of 19 to 20 pixels. Each size has its line height.
      label: ['0.8125rem', '1.25rem'],
      small: ['0.9375rem', '1.5rem'],
      body: ['var(--body-size)', '1.6'],
      lead: ['1.375rem', '2rem'],
      title: ['1.625rem', { lineHeight: '2rem', letterSpacing: '-0.025em', fontWeight: '600' }],
      // Relative to the width where the reader has enlarged the text, so that long words fit on a phone.
      display: [
        'min(12vw, clamp(2.125rem, 1.4rem + 3.4vw, 3.5rem))',
        { lineHeight: '1.08', letterSpacing: '-0.025em', fontWeight: '500' },
      ],
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
        ':root': {
          ...Object.fromEntries(
            Object.entries(colors).map(([name, color]) => [`--${name}`, lightDark(color)]),
          ),
          '--text': text.all,
          '--code': fonts.code,
          '--labels': fonts.labels ?? 'var(--code)',
          '--measure': `calc(${measureOf(theme)} * var(--body-size))`,
          '--radius': theme.radius,
        },
        '@font-face': [
          ...fontFaces('Text', fonts.text, '..'),
          ...(fonts.headings ? fontFaces('Headings', fonts.headings, '..') : []),
        ],
        // Set while the fonts are late; see `lib/browser/head.ts`.
        '[data-fallback]': { '--text': text.fallback },
        ...(headings && {
          'h1, h2, h3, h4, .title, .text-title': {
            fontFamily: headings.all,
            '[data-fallback] &': { fontFamily: headings.fallback },
          },
        }),
      }),
  ],
} satisfies Config;
