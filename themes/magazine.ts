import type { Theme } from '@/lib/theme/theme';

/** Warm paper and a soft serif for titles, for a magazine with photographs. */
export const theme: Theme = {
  colors: {
    paper: { light: '#fdf8f0', dark: '#1c1714' },
    sunk: { light: '#f6ecdd', dark: '#28211c' },
    ink: { light: '#2b221c', dark: '#f1e7da' },
    muted: { light: '#6c5b4e', dark: '#b8a797' },
    rule: { light: '#e2d4c1', dark: '#463a31' },
    accent: { light: '#a3391a', dark: '#f2a17d' },
    warn: { light: '#815400', dark: '#e6b769' },
    danger: { light: '#a01f3c', dark: '#f4929e' },
  },
  fonts: {
    text: {
      family: 'Newsreader',
      fallback: 'serif',
      sizes: {
        Georgia: [95.7, 86.9, 88.7],
        'Noto Serif': [89, 88.7, 86.5],
        'DejaVu Serif': [82.6, 79.5, 78],
        Times: [104.9, 104.1, 99.2],
      },
    },
    headings: {
      family: 'Fraunces',
      fallback: 'serif',
      sizes: {
        Georgia: [105.5, 93.7, 97],
        'Noto Serif': [98.6, 95.4, 96],
        'DejaVu Serif': [91.9, 85.8, 87],
        Times: [116.5, 112.1, 110],
      },
    },
    code: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
    labels: 'var(--text)',
  },
  measure: 30,
  radius: '4px',
  /** A sun above the horizon, and its reflection. */
  mark: {
    width: 20,
    height: 20,
    solid: 'M0 9.5a10 9.5 0 0 1 20 0z',
    pale: 'M0 11.5h20a10 8.5 0 0 1-20 0z',
  },
};
