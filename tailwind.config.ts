import type { Config } from 'tailwindcss';

/** The tokens of the design, by the names that classes use. Their values for both themes are in `app/globals.css`. */
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
      // A scale of 1.25 on a body of 19 to 20 pixels; each step with its leading.
      label: ['0.8125rem', '1.25rem'],
      small: ['0.9375rem', '1.5rem'],
      body: ['var(--body-size)', '1.6'],
      lead: ['1.375rem', '2rem'],
      title: ['1.625rem', '2rem'],
      display: ['clamp(2.125rem, 1.4rem + 3.4vw, 3.5rem)', '1.08'],
    },
    extend: {
      maxWidth: {
        // About 66 characters of the text face.
        measure: '40rem',
        page: '64rem',
      },
    },
  },
} satisfies Config;
