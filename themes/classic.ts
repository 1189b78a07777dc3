import type { Theme } from '@/lib/theme/theme';

/** A calm book page: one text face, Brygada 1918, and a deep green. */
export const theme: Theme = {
  colors: {
    paper: { light: '#fbfbf9', dark: '#14171a' },
    sunk: { light: '#f1f2ee', dark: '#1c2024' },
    ink: { light: '#1b1e22', dark: '#e4e6e3' },
    muted: { light: '#5a626c', dark: '#9aa3ab' },
    rule: { light: '#d5d8d2', dark: '#30363c' },
    accent: { light: '#00664f', dark: '#6fd3b4' },
    warn: { light: '#9a4b00', dark: '#e9b06a' },
    danger: { light: '#a8251f', dark: '#f08d85' },
  },
  fonts: {
    text: {
      family: 'Brygada 1918',
      fallback: 'serif',
      sizes: {
        Georgia: [104.2, 91, 96],
        'Noto Serif': [96.7, 93, 94],
        'DejaVu Serif': [89.8, 84, 85],
        Times: [114.3, 110, 108],
      },
    },
    code: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  },
  radius: '2px',
  /** An open page. */
  mark: {
    width: 20,
    height: 16,
    solid: 'M0 0h9v14H0zM11 0h9v14h-9z',
    pale: 'M0 15h20v1H0z',
  },
};
