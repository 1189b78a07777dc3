import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { theme } from '@/theme.config';
import { renderIcon } from '../../lib/cards/icons';
import { checkTheme, contrastWarnings } from '../../lib/config/check-theme';
import { sanitizeSvg } from '../../lib/images/svg';
import { kinds } from '../../lib/render/kinds';
import type { Site } from '../../lib/render/site';
import { fontFaces, type Theme } from '../../lib/theme/theme';
import { iconAddresses } from '../../lib/util/addresses';
import { ownPublication, runIn } from '../helpers/own-publication';

const themes: Record<string, Theme> = { 'theme.config.ts': theme };
for (const file of readdirSync('themes'))
  themes[file] = ((await import(`../../themes/${file}`)) as { theme: Theme }).theme;

describe('every theme', () => {
  for (const [name, theme] of Object.entries(themes))
    it(`is valid, and its text is legible: ${name}`, () => {
      checkTheme(theme);
      assert.deepEqual(contrastWarnings(theme), []);
    });
});

describe('a theme with errors', () => {
  /** What is reported about a theme with these values. */
  const problemsOf = (values: Record<string, unknown>): string => {
    try {
      checkTheme({ ...theme, ...values } as Theme);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  for (const [values, message] of [
    [
      { colors: { ...theme.colors, accent: { light: 'green', dark: '#fff' } } },
      /colors\.accent\.light: expected a color such as #00664f, found "green"\n.*colors\.accent\.dark: /,
    ],
    [
      { colors: { ...theme.colors, acent: theme.colors.accent } },
      /theme\.config\.ts: colors\.acent: unknown option/,
    ],
    [{ radius: '2' }, /radius: expected a length such as 0, 2px or 0\.5rem, found "2"/],
    [{ radus: '2px' }, /radus: unknown option; did you mean radius\?/],
    [{ mark: { ...theme.mark, solid: '"/><script>' } }, /mark\.solid: expected the data of an SVG path/],
    [{ mark: { ...theme.mark, width: 0 } }, /mark\.width: expected a number above 0, found 0/],
    [{ mark: { ...theme.mark, color: 'red' } }, /mark\.color: unknown option\. See lib\/theme\/theme\.ts/],
    [{ mark: { ...theme.mark, plae: '' } }, /mark\.plae: unknown option; did you mean pale\?/],
    [{ fonts: { ...theme.fonts, code: '"Fira Code, monospace' } }, /fonts\.code: expected font families/],
    [{ fonts: { ...theme.fonts, lables: 'x' } }, /fonts\.lables: unknown option; did you mean labels\?/],
    [
      { fonts: { ...theme.fonts, text: { ...theme.fonts.text, fallback: 'monospace' } } },
      /fonts\.text\.fallback: expected "serif" or "sans-serif", found "monospace"/,
    ],
    [
      { fonts: { ...theme.fonts, text: { ...theme.fonts.text, weights: '700 400' } } },
      /fonts\.text\.weights: expected one weight or two from 1 to 1000/,
    ],
    [
      { fonts: { ...theme.fonts, text: { ...theme.fonts.text, files: { roman: 'fonts/own.ttf' } } } },
      /fonts\.text\.files\.roman: expected a WOFF2 file relative to the project/,
    ],
    [
      { fonts: { ...theme.fonts, text: { ...theme.fonts.text, sizes: { Georgia: [1, 2] } } } },
      /fonts\.text\.sizes\.Georgia: expected three sizes in percent/,
    ],
    [{ fonts: { ...theme.fonts, code: 'x;}html{}' } }, /fonts\.code: expected font families/],
    [
      { fonts: { ...theme.fonts, text: { family: 'No Such Font', fallback: 'serif' } } },
      /fonts\.text: expected a variable font from Fontsource.*Run npm install @fontsource-variable\/no-such-font/,
    ],
    [
      {
        fonts: { ...theme.fonts, text: { family: 'Own', files: { roman: 'own.woff2' }, fallback: 'serif' } },
      },
      /fonts\.text\.files: expected a WOFF2 file in the project, found none at "own\.woff2"/,
    ],
    [
      { fonts: { ...theme.fonts, text: { ...theme.fonts.text, sizes: { Gorgia: [1, 2, 3] } } } },
      /fonts\.text\.sizes\.Gorgia: unknown option; did you mean Georgia\?/,
    ],
  ] as const)
    it(`is reported: ${JSON.stringify(values).slice(0, 80)}`, () =>
      assert.match(problemsOf(values), message));

  it('has a warning for each color of text with too little contrast', () => {
    const pale = { ...theme, colors: { ...theme.colors, muted: { light: '#aaaaaa', dark: '#9aa3ab' } } };
    assert.deepEqual(contrastWarnings(pale), [
      'the light muted color (#aaaaaa) on paper (#fbfbf9) has a contrast ratio of 2.2; text needs at least 4.5',
      'the light muted color (#aaaaaa) on sunk (#f1f2ee) has a contrast ratio of 2.1; text needs at least 4.5',
    ]);
  });
});

describe('npm run check with a broken theme.config.ts', () => {
  for (const [name, file, message] of [
    ['no colors', 'export const theme = {};', /theme\.config\.ts: colors: missing; expected an object/],
    ['no theme', 'export const theme = undefined;', /theme\.config\.ts: theme: missing; expected an object/],
    ['another export', 'export default {};', /theme\.config\.ts.*theme|No matching export/s],
  ] as const)
    it(`says what is wrong, without a stack: ${name}`, async () => {
      const folder = await ownPublication((copy) => writeFileSync(join(copy, 'theme.config.ts'), file));
      const { status, output } = runIn(folder, 'check');
      assert.equal(status, 1);
      assert.match(output, message);
      assert.doesNotMatch(output, /^ {4}at /m);
    });
});

describe('a font of a theme', () => {
  it('may have one file of its own, without italics', () => {
    const font = { family: 'Own', files: { roman: 'fonts/own.woff2' }, fallback: 'serif' } as const;
    assert.deepEqual(fontFaces('Text', font, '..'), [
      { fontFamily: 'Text', src: 'url("../fonts/own.woff2")', fontDisplay: 'swap', fontWeight: '400 700' },
    ]);
  });
});

describe('a drawing that uses the colors of the theme', () => {
  const svgOf = (content: string, colors?: 'both' | 'light') =>
    sanitizeSvg(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`), colors).svg;
  const { accent, ink } = theme.colors;

  it('is published with those that it uses, for both themes', () => {
    assert.equal(
      svgOf('<path fill="var(--accent)" d="M0 0"/>'),
      `<svg xmlns="http://www.w3.org/2000/svg"><path fill="var(--accent)" d="M0 0"/><style>:root{--accent:${accent.light}}@media(prefers-color-scheme:dark){:root{--accent:${accent.dark}}}</style></svg>`,
    );
  });

  it('has them as values where they are drawn without a browser', () => {
    assert.equal(
      svgOf(
        '<style>.a{fill:var(--accent);stroke:var( --ink , red )}</style><path class="a" style="color:var(--ink)" stroke="var(--accent)"/>',
        'light',
      ),
      `<svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:${accent.light};stroke:${ink.light}}</style><path class="a" style="color:${ink.light}" stroke="${accent.light}"/></svg>`,
    );
  });

  it('is recognized by its styles, not by its text, by similar names or by what is no value', () => {
    for (const content of [
      '<text>fill: var(--ink)</text>',
      '<style>:root{--accent-1:#333}path{stroke:var(--accent-1)}</style><path/>',
      '<path aria-label="uses var(--ink); see text"/>',
      '<a href="https://example.org/?c=var(--ink)"><path/></a>',
    ])
      for (const colors of ['both', 'light'] as const) {
        const svg = svgOf(content, colors);
        assert.doesNotMatch(svg, /prefers-color-scheme/);
        assert.match(svg, /var\(--/);
      }
    // Browsers ignore such a value, and so does the build.
    assert.match(svgOf('<path fill="var(--ink);"/>', 'light'), /fill="var\(--ink\);"/);
  });

  it('keeps colors that it defines itself, whatever their names', () => {
    const own = '<style>:root{--accent:red}.a{fill:var(--accent);stroke:var(--brand)}</style>';
    for (const svg of [svgOf(own), svgOf(own, 'light')])
      assert.equal(svg, `<svg xmlns="http://www.w3.org/2000/svg">${own}</svg>`);
  });
});

describe('an icon', () => {
  it('is drawn in its size, and has a background where systems crop it', async () => {
    const sizes: Record<string, number> = {};
    for (const address of iconAddresses) {
      const content = Buffer.from(await renderIcon(address, 'Cells & <more>'));
      if (address === '/icon.svg') {
        assert.match(content.toString(), /<title>Cells &amp; &lt;more&gt;<\/title>/);
        continue;
      }
      // An ICO file is a header of 22 bytes and a PNG.
      const png = address === '/favicon.ico' ? content.subarray(22) : content;
      const { width = 0, height } = await sharp(png).metadata();
      assert.equal(width, height);
      sizes[address] = width;
      assert.equal((await sharp(png).stats()).isOpaque, address !== '/favicon.ico', address);
    }
    assert.deepEqual(sizes, {
      '/favicon.ico': 32,
      '/apple-touch-icon.png': 180,
      '/icon-192.png': 192,
      '/icon-512.png': 512,
    });
  });
  it('is replaced by a file of public/ with the same name', async () => {
    const listed = (publicFiles: string[]) =>
      [...(kinds.icon.list({ publication: { publicFiles } } as Site) as Iterable<{ path: string }>)].map(
        ({ path }) => path,
      );
    assert.deepEqual(listed([]), [...iconAddresses]);
    assert.deepEqual(
      listed(['/icon.svg', '/about.txt']),
      iconAddresses.filter((address) => address !== '/icon.svg'),
    );
    const folder = await ownPublication((copy) => {
      mkdirSync(join(copy, 'public'));
      for (const name of ['favicon.ico', 'Icon.svg']) writeFileSync(join(copy, 'public', name), '');
    });
    const { status, output } = runIn(folder, 'check');
    assert.equal(status, 1);
    assert.match(output, /public\/Icon\.svg.*\n.*conflicts with \/icon\.svg.*\n.*rename it to icon\.svg/);
    assert.doesNotMatch(output, /favicon/);
  });
});
