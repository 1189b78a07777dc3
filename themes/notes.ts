import type { Theme } from '@/lib/theme/theme';

/** A plain sans-serif on white, for engineering notes. */
export const theme: Theme = {
  colors: {
    paper: { light: '#ffffff', dark: '#0f1216' },
    sunk: { light: '#f3f5f7', dark: '#191e24' },
    ink: { light: '#16191d', dark: '#e6e9ec' },
    muted: { light: '#57606a', dark: '#9ba5af' },
    rule: { light: '#d5dbe1', dark: '#2f363d' },
    accent: { light: '#0a55c2', dark: '#7fb3ff' },
    warn: { light: '#8a5200', dark: '#e3b061' },
    danger: { light: '#b3241a', dark: '#ff9c90' },
  },
  fonts: {
    text: {
      family: 'IBM Plex Sans',
      fallback: 'sans-serif',
      sizes: {
        Arial: [100.9, 96.8, 99.7],
        Roboto: [101.2, 103.1, 102.9],
        'DejaVu Sans': [88.6, 81.6, 87.3],
      },
    },
    code: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  },
  radius: '6px',
  /** A shell prompt. */
  mark: {
    width: 20,
    height: 14,
    solid: 'M0 0h4l6 7-6 7H0l6-7z',
    pale: 'M11 11h9v3h-9z',
  },
};
