import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { theme } from '@/theme.config';
import { mediaTypeOf } from '../hosts/media-types';
import { colorNames, fontFilesOf, lightDark } from '../theme/theme';

/** A file that the page of the desk loads. */
export interface DeskFile {
  type: string;
  content: string | Uint8Array;
}

/** Bundles the script and the styles of the desk, and collects its fonts. @returns the files by address */
export async function deskFiles(): Promise<ReadonlyMap<string, DeskFile>> {
  const { outputFiles } = await build({
    entryPoints: { desk: 'lib/desk/browser/main.ts', styles: 'lib/desk/browser/desk.css' },
    outdir: '/desk',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  });
  const textOf = (name: string) => outputFiles.find(({ path }) => basename(path) === name)?.text ?? '';
  const { roman, italic } = fontFilesOf(theme.fonts.text);
  const fonts = await Promise.all(
    [roman, ...(italic ? [italic] : [])].map(
      async (file): Promise<[string, DeskFile]> => [
        `/desk/fonts/${basename(file)}`,
        { type: mediaTypeOf(file), content: await readFile(file) },
      ],
    ),
  );
  return new Map<string, DeskFile>([
    ['/desk/desk.js', { type: 'text/javascript; charset=utf-8', content: textOf('desk.js') }],
    ['/desk/desk.css', { type: 'text/css; charset=utf-8', content: themeStyles() + textOf('styles.css') }],
    ...fonts,
  ]);
}

/** The colors and the fonts of the site's theme. */
function themeStyles(): string {
  const { fonts, colors, radius } = theme;
  const { roman, italic } = fontFilesOf(fonts.text);
  const face = (file: string, style: string) =>
    `@font-face{font-family:Text;font-style:${style};font-weight:${fonts.text.weights ?? '400 700'};font-display:swap;src:url(/desk/fonts/${basename(file)})}`;
  const variables = [
    ...colorNames.map((name) => `--${name}:${lightDark(colors[name])}`),
    `--text:Text,${fonts.text.fallback}`,
    `--code:${fonts.code}`,
    `--labels:${fonts.labels ?? 'var(--code)'}`,
    `--radius:${radius}`,
  ];
  return `${face(roman, 'normal')}${italic ? face(italic, 'italic') : ''}:root{${variables.join(';')}}`;
}
