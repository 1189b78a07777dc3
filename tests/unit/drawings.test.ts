import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { encodeVariants } from '../../lib/images/encode';
import { lookAtImage } from '../../lib/images/facts';
import { socialImageOf, variantsOf } from '../../lib/images/picture';
import { sanitizeSvg } from '../../lib/images/svg';
import { hostileDrawings, usualDrawings } from '../helpers/drawings';

const clean = (svg: string | Uint8Array) => sanitizeSvg(Buffer.from(svg));
const root = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inside}</svg>`;

describe('a drawing of a usual tool looks the same and loses nothing', () => {
  for (const [tool, drawing] of Object.entries(usualDrawings))
    it(tool, async () => {
      const { svg, removed } = clean(drawing);
      assert.deepEqual(removed, []);
      const pixels = (of: string) => sharp(Buffer.from(of), { density: 144 }).ensureAlpha().raw().toBuffer();
      const [before, after] = await Promise.all([pixels(drawing), pixels(svg)]);
      assert.equal(after.length, before.length);
      assert.ok(before.equals(after));
      assert.ok(before.some((value) => value > 0 && value < 255));
    });

  it('and what editors keep for themselves is left out without a word', () => {
    const { svg } = clean(usualDrawings.Inkscape ?? '');
    assert.doesNotMatch(svg, /inkscape:|sodipodi|Created with/);
  });
});

/** What must be true of every drawing that is published, read without the code that has written it. */
function holdsNothing(svg: string, what: string): void {
  assert.doesNotMatch(svg, /<[?!]/, what);
  for (const [, name = '', attributes = ''] of svg.matchAll(/<([^\s/>]+)((?:[^>"]|"[^"]*")*)>/g)) {
    assert.doesNotMatch(name, /:|script|foreignObject|iframe|meta|handler|object|embed|math/i, what);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/\s([^\s=]+)="([^"]*)"/g)) {
      assert.doesNotMatch(attribute, /^on|^xlink:|^xml:base$/i, what);
      assert.doesNotMatch(value, /javascript:/i, what);
      if (attribute === 'href')
        assert.match(
          value,
          /^(#|data:image\/(png|jpeg|gif|webp|avif|svg\+xml);base64,|https?:|mailto:)/,
          what,
        );
      if (attribute === 'href' && !['a', 'image', 'feImage'].includes(name)) assert.match(value, /^#/, what);
      if (attribute === 'attributeName') assert.doesNotMatch(value, /href|style|^on|:/i, what);
    }
  }
  const withoutData = svg.replace(/data:[\w/+-]+;base64,[\w+/=]*/g, 'data:');
  for (const [, address = ''] of withoutData.matchAll(/url\(\s*(?:&quot;|["'])?([^)]*)/gi))
    assert.match(address, /^(#|data:)/, what);
  assert.doesNotMatch(withoutData, /@import|image-set|src\(|\\/i, what);
  // A string in a style is a text, as long as nothing takes it for an address.
  const withoutTexts = withoutData.replace(/<a [^>]*>|--f:(?:&quot;[^;]*;|"[^"]*")/g, '');
  assert.doesNotMatch(withoutTexts, /elsewhere\.test/, what);
}

describe('a hostile drawing is published without what runs or fetches, or not at all', () => {
  for (const [what, drawing] of Object.entries(hostileDrawings))
    it(what, () => {
      let svg: string;
      try {
        const cleaned = clean(drawing);
        if (!/metadata|title|default attribute/.test(what))
          assert.notDeepEqual(cleaned.removed, [], cleaned.svg);
        svg = cleaned.svg;
      } catch (error) {
        assert.match(String(error), /not well-formed XML|not text in/);
        assert.match(what, /entity/);
        return;
      }
      holdsNothing(svg, svg);
      assert.match(svg, /<rect/);
      for (const [, nested = ''] of svg.matchAll(/data:image\/svg\+xml;base64,([\w+/=]*)/g))
        holdsNothing(Buffer.from(nested, 'base64').toString(), what);
    });

  it('in any mixture', () => {
    const piece = fc.constantFrom(
      ...Object.values(hostileDrawings)
        .filter((drawing) => typeof drawing === 'string')
        .flatMap((drawing) => /<svg[^>]*>(.*)<rect width="9" height="9"\/><\/svg>$/s.exec(drawing)?.[1] ?? [])
        .filter((inside) => !/&[jx];/.test(inside)),
    );
    const wrap = fc.constantFrom(
      'g',
      'a',
      'switch',
      'defs',
      'text',
      'style',
      'title',
      'h:p',
      'foreignObject',
      's:svg',
    );
    const tree = fc.letrec<{ inside: string }>((tie) => ({
      inside: fc.oneof(
        { depthSize: 'small' },
        piece,
        fc
          .tuple(wrap, fc.array(tie('inside'), { maxLength: 3 }))
          .map(([name, all]) => `<${name}>${all.join('')}</${name}>`),
      ),
    })).inside;
    const names =
      ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
    fc.assert(
      fc.property(tree, (inside) => {
        const { svg } = clean(root(inside, names));
        holdsNothing(svg, svg);
        assert.deepEqual(clean(svg).removed, [], 'nothing is left to be taken out');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a drawing that would take a browser too long', () => {
  const doubled = (element: string, refer: (id: string) => string, length = 25) =>
    Array.from(
      { length },
      (_, at) => `<${element} id="a${at + 1}">${refer(`a${at}`).repeat(2)}</${element}>`,
    ).join('');
  for (const [what, inside] of Object.entries({
    'of <use>': doubled('g', (id) => `<use href="#${id}"/>`),
    'of patterns': doubled('pattern', (id) => `<rect width="1" height="1" fill="url(#${id})"/>`),
    'of masks in styles': doubled('mask', (id) => `<rect style="mask:url('#${id}')"/>`),
    'of rules': `<style>${Array.from({ length: 25 }, (_, at) => `.b .c${at}{filter:none;fill:url(#a${at})}`).join('')}</style>${doubled('pattern', (id) => `<rect class="c${id.slice(1)}"/>`)}`,
  }))
    it(`is refused: a bomb ${what}`, () => {
      assert.throws(
        () => clean(root(`<g id="a0"><rect/></g>${inside}<use href="#a25"/><rect fill="url(#a25)"/>`)),
        /500,000 elements/,
      );
    });

  it('is refused where it is nested too deep, or too large', () => {
    assert.throws(
      () => clean(root('<g>'.repeat(50_000) + '</g>'.repeat(50_000))),
      /nested thousands of times/,
    );
    assert.throws(() => clean(root(`<!--${' '.repeat(10_000_000)}-->`)), /more than 10 MB/);
  });

  const times = (size: number, part: (at: number) => string) =>
    Array.from({ length: size }, (_, at) => part(at)).join('');
  const gradient = '<linearGradient id="z"/>';

  it('is refused: a bomb within a drawing that is one itself', () => {
    const bomb = (inside: string) =>
      root(`<g id="a0">${inside}</g>${doubled('g', (id) => `<use href="#${id}"/>`, 10)}<use href="#a10"/>`);
    const inner = Buffer.from(bomb('<rect/>')).toString('base64');
    assert.deepEqual(clean(bomb('<rect/>')).removed, []);
    assert.throws(
      () => clean(bomb(`<image href="data:image/svg+xml;base64,${inner}"/>`)),
      /500,000 elements/,
    );
  });

  it('is refused where as many rules as elements refer to something', () => {
    const rules = `<style>${'*{fill:url(#z)}'.repeat(8000)}</style>`;
    assert.throws(() => clean(root(gradient + rules + '<g/>'.repeat(8000))), /500,000 elements/);
  });

  it('is refused where it declares thousands of namespaces', () => {
    const names = times(12_000, (at) => ` xmlns:a${at}="u"`);
    assert.throws(() => clean(root('<g xmlns:b="u"/>'.repeat(12_000), names)), /more than 100 namespaces/);
  });

  for (const [what, inside] of Object.entries({
    'selectors that match in many ways': `<style>z ${'g '.repeat(10)}path{fill:red}</style>${'<g>'.repeat(40)}<path d="M0 0h1"/>${'</g>'.repeat(40)}`,
    'selectors of siblings': `<style>z ${'~ path '.repeat(6)}{fill:red}</style>${'<path d="M0 0h1"/>'.repeat(80)}`,
    'a rule of many selectors': `<style>${'*,'.repeat(20_000)}*{fill:red}</style>${'<g/>'.repeat(5000)}`,
    'rules that refer to nothing': `<style>${'*{fill:url(#none)}'.repeat(8000)}</style>${'<g/>'.repeat(8000)}`,
    'one class, over and over': `${gradient}<style>${'.a{fill:url(#z)}'.repeat(20_000)}</style><g class="${'a '.repeat(20_000)}"/>`,
    'as many selectors as declarations': `${gradient}<style>${times(20_000, (at) => `.a${at},`)}a{${'fill:url(#z);'.repeat(20_000)}}</style>`,
    'as many references in one value': `<g mask="${'url(#a) '.repeat(300_000)}"/>`,
    'one path': `<path d="M0 0${'l1 1'.repeat(20_000)}"/>`,
    'paths in nested groups with styles': `${'<g style="fill:red">'.repeat(1500)}${'<path d="M0 0h1"/>'.repeat(2000)}${'</g>'.repeat(1500)}`,
  }))
    it(`is none: ${what}`, () => {
      assert.deepEqual(clean(root(inside)).removed, []);
    });

  it('is none: a <switch> of many elements', () => {
    assert.deepEqual(clean(root(`<switch>${'<x/>'.repeat(50_000)}</switch>`)).removed, ['<x>']);
  });

  it('loses rules that are nested beyond reason', () => {
    const nested = '&amp;{fill:url(#z);'.repeat(30) + '}'.repeat(30);
    assert.deepEqual(clean(root(`${gradient}<style>${nested}</style>`)).removed, ['rules within rules']);
  });

  it('is not one that refers to itself, which browsers do not draw', () => {
    clean(root('<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'));
  });
});

describe('the encoding of a drawing', () => {
  const declared = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>${root('<title>Ééé</title>')}`;
  for (const [what, bytes] of Object.entries({
    'UTF-8': Buffer.from(declared('UTF-8')),
    'UTF-8 with a mark': Buffer.from(`\uFEFF${declared('utf-8')}`),
    'ISO 8859-1': Buffer.from(declared('iso-8859-1'), 'latin1'),
    'UTF-16': Buffer.from(`\uFEFF${declared('utf-16')}`, 'utf16le'),
    'UTF-16 by name alone': Buffer.from(declared('utf-16')),
  }))
    it(`is read: ${what}`, () => {
      assert.match(clean(bytes).svg, /<title>Ééé<\/title>/);
    });
  it('is told of where it is unknown, or another', () => {
    assert.throws(() => clean(declared('utf-7')), /not text in the encoding UTF-7/);
    assert.throws(() => clean(Buffer.from(declared('utf-8'), 'latin1')), /not text in the encoding UTF-8/);
  });
});

describe('the size of an image', () => {
  const seen = async (bytes: Uint8Array) => {
    const found = await lookAtImage(bytes);
    assert.ok('facts' in found, JSON.stringify(found));
    return { ...found.facts, base: '/media/a' };
  };
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
  const drawing = (width: string, height: string) =>
    Buffer.from(root('<rect width="9" height="9"/>', ` width="${width}" height="${height}"`));

  for (const [what, make] of Object.entries({
    'a screenshot of a whole page': () => blank(600, 18_000),
    'a line of one pixel, upright': () => blank(1, 16_383),
    'a line of one pixel': () => blank(4000, 1),
    'a small drawing': async () => drawing('24', '24'),
    'a high drawing': async () => drawing('3', '40000'),
  }))
    it(`is what its renditions say: ${what}`, async () => {
      const bytes = await make();
      const picture = await seen(bytes);
      for (const [rendition, printed] of await encodeVariants(bytes, [
        ...variantsOf(picture),
        socialImageOf(picture),
      ])) {
        const { width, height } = await sharp(printed).metadata();
        if (rendition.format !== 'svg') assert.equal(width, rendition.width, rendition.address);
        if (rendition.format === 'jpeg') assert.equal(height, socialImageOf(picture).height);
      }
    });

  it('is told of where no rendition can be made', async () => {
    for (const bytes of [await blank(1, 20_000), drawing('1', '40000')])
      assert.match(JSON.stringify(await lookAtImage(bytes)), /pixels are too narrow to be shown/);
  });

  it('counts each picture of an animation', async () => {
    const frame = Buffer.from('2c0000000010271027000202440100', 'hex');
    const head = Buffer.from('47494638396110271027800000000000ffffff', 'hex');
    const gif = Buffer.concat([head, ...Array.from({ length: 11 }, () => frame), Buffer.from([0x3b])]);
    assert.match(
      JSON.stringify(await lookAtImage(gif)),
      /11 pictures of 10000 × 10000 pixels are more than 1000 million/,
    );
  });

  it('follows CSS in the units of a drawing', async () => {
    for (const [width, height, expected] of [
      ['2in', '1in', [192, 96]],
      ['72pt', '6pc', [96, 96]],
      ['25.4mm', '2.54cm', [96, 96]],
      ['100px', '50', [100, 50]],
    ] as const) {
      const facts = await seen(drawing(width, height));
      assert.deepEqual([facts.width, facts.height], expected, width);
    }
  });
});
