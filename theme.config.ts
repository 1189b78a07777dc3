import type { Theme } from '@/lib/theme/theme';

/**
 * The look of the publication. Pages (light and dark), diagrams, drawings that use its colors, cards, icons,
 * feeds and browser toolbars follow this file. To use a theme from `themes/`, copy it over this file.
 */
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
  /** Four cells of memory, one of them empty. */
  mark: {
    width: 31,
    height: 7,
    solid: 'M0 0h7v7H0zM16 0h7v7h-7zM24 0h7v7h-7z',
    pale: 'M8 0h7v7H8z',
  },
  icon: {
    width: 26,
    height: 26,
    solid: 'M0 0h12v12H0zM14 14h12v12H14zM0 14h12v12H0z',
    pale: 'M14 0h12v12H14z',
  },
};
