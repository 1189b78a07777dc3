import type { Config } from 'tailwindcss';

/** Design tokens, by the names that classes use. `app/globals.css` has their values for both themes. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      paper: 'var(--paper)',
      sunk: 'var(--sunk)',
      ink: 'var(--ink)',
      muted: 'var(--muted)',
      rule: 'var(--rule)',
      accent: 'var(--accent)',
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
        // About 66 characters of body text.
        measure: '40rem',
        page: '64rem',
      },
    },
  },
} satisfies Config;
