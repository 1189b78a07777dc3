import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { encodeVariants } from '../../lib/images/encode';
import { lookAtImage } from '../../lib/images/facts';
import { socialImageOf, variantsOf } from '../../lib/images/picture';
import { sanitizeSvg } from '../../lib/images/svg';
import { hostileDrawings, toolDrawings } from '../helpers/drawings';

const clean = (svg: string | Uint8Array) => sanitizeSvg(Buffer.from(svg));
const root = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inside}</svg>`;

describe('a drawing of a common tool looks the same and loses nothing', () => {
  for (const [tool, drawing] of Object.entries(toolDrawings))
    it(tool, async () => {
      const { svg, removed } = clean(drawing);
      assert.deepEqual(removed, []);
      const pixels = (of: string) => sharp(Buffer.from(of), { density: 144 }).ensureAlpha().raw().toBuffer();
      const [before, after] = await Promise.all([pixels(drawing), pixels(svg)]);
      assert.equal(after.length, before.length);
      assert.ok(before.equals(after));
      assert.ok(before.some((value) => value > 0 && value < 255));
    });

  it('but the data of editors, which is removed without a report', () => {
    const { svg } = clean(toolDrawings.Inkscape ?? '');
    assert.doesNotMatch(svg, /inkscape:|sodipodi|Created with/);
  });
});

/** Checks a published drawing, without using the code that wrote it. */
function assertHarmless(svg: string, message: string): void {
  assert.doesNotMatch(svg, /<[?!]/, message);
  for (const [, name = '', attributes = ''] of svg.matchAll(/<([^\s/>]+)((?:[^>"]|"[^"]*")*)>/g)) {
    assert.doesNotMatch(name, /:|script|foreignObject|iframe|meta|handler|object|embed|math/i, message);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/\s([^\s=]+)="([^"]*)"/g)) {
      assert.doesNotMatch(attribute, /^on|^xlink:|^xml:base$/i, message);
      assert.doesNotMatch(value, /javascript:/i, message);
      if (attribute === 'href')
        assert.match(
          value,
          /^(#|data:image\/(png|jpeg|gif|webp|avif|svg\+xml);base64,|https?:|mailto:)/,
          message,
        );
      if (attribute === 'href' && !['a', 'image', 'feImage'].includes(name))
        assert.match(value, /^#/, message);
      if (attribute === 'attributeName') assert.doesNotMatch(value, /href|style|^on|:/i, message);
    }
  }
  const withoutData = svg.replace(/data:[\w/+-]+;base64,[\w+/=]*/g, 'data:');
  for (const [, address = ''] of withoutData.matchAll(/url\(\s*(?:&quot;|["'])?([^)]*)/gi))
    assert.match(address, /^(#|data:)/, message);
  assert.doesNotMatch(withoutData, /@import|image-set|src\(|\\/i, message);
  // A string in a style is only text, as long as nothing uses it as a URL.
  const withoutTexts = withoutData.replace(/<a [^>]*>|--f:(?:&quot;[^;]*;|"[^"]*")/g, '');
  assert.doesNotMatch(withoutTexts, /elsewhere\.test/, message);
}

describe('a hostile drawing is published without scripts and requests, or not at all:', () => {
  for (const [name, drawing] of Object.entries(hostileDrawings))
    it(name, () => {
      let svg: string;
      try {
        const cleaned = clean(drawing);
        if (!/metadata|title|default attribute/.test(name))
          assert.notDeepEqual(cleaned.removed, [], cleaned.svg);
        svg = cleaned.svg;
      } catch (error) {
        assert.match(String(error), /not well-formed XML|not text in/);
        assert.match(name, /entity/);
        return;
      }
      assertHarmless(svg, svg);
      assert.match(svg, /<rect/);
      for (const [, nested = ''] of svg.matchAll(/data:image\/svg\+xml;base64,([\w+/=]*)/g))
        assertHarmless(Buffer.from(nested, 'base64').toString(), name);
    });

  it('a random mixture', () => {
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
        assertHarmless(svg, svg);
        assert.deepEqual(clean(svg).removed, [], 'nothing is left to remove');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a drawing that takes a browser too long', () => {
  const doubled = (element: string, refer: (id: string) => string, length = 25) =>
    Array.from(
      { length },
      (_, at) => `<${element} id="a${at + 1}">${refer(`a${at}`).repeat(2)}</${element}>`,
    ).join('');
  for (const [name, inside] of Object.entries({
    'of <use>': doubled('g', (id) => `<use href="#${id}"/>`),
    'of patterns': doubled('pattern', (id) => `<rect width="1" height="1" fill="url(#${id})"/>`),
    'of masks in styles': doubled('mask', (id) => `<rect style="mask:url('#${id}')"/>`),
    'of rules': `<style>${Array.from({ length: 25 }, (_, at) => `.b .c${at}{filter:none;fill:url(#a${at})}`).join('')}</style>${doubled('pattern', (id) => `<rect class="c${id.slice(1)}"/>`)}`,
  }))
    it(`is refused: a bomb ${name}`, () => {
      assert.throws(
        () => clean(root(`<g id="a0"><rect/></g>${inside}<use href="#a25"/><rect fill="url(#a25)"/>`)),
        /500,000 elements/,
      );
    });

  it('is refused if it is nested too deeply or too large', () => {
    assert.throws(
      () => clean(root('<g>'.repeat(50_000) + '</g>'.repeat(50_000))),
      /nested thousands of times/,
    );
    assert.throws(() => clean(root(`<!--${' '.repeat(10_000_000)}-->`)), /more than 10 MB/);
  });

  const times = (size: number, part: (at: number) => string) =>
    Array.from({ length: size }, (_, at) => part(at)).join('');
  const gradient = '<linearGradient id="z"/>';
  const path = '<path d="M0 0h1"/>';

  it('is refused: a bomb within a bomb', () => {
    const bomb = (inside: string) =>
      root(`<g id="a0">${inside}</g>${doubled('g', (id) => `<use href="#${id}"/>`, 10)}<use href="#a10"/>`);
    const inner = Buffer.from(bomb('<rect/>')).toString('base64');
    assert.deepEqual(clean(bomb('<rect/>')).removed, []);
    assert.throws(
      () => clean(bomb(`<image href="data:image/svg+xml;base64,${inner}"/>`)),
      /500,000 elements/,
    );
  });

  it('is refused if thousands of rules match thousands of elements', () => {
    const rules = `<style>${'*{fill:url(#z)}'.repeat(8000)}</style>`;
    assert.throws(() => clean(root(gradient + rules + '<g/>'.repeat(8000))), /500,000 elements/);
  });

  it('is refused if it declares thousands of namespaces', () => {
    const names = times(12_000, (at) => ` xmlns:a${at}="u"`);
    assert.throws(() => clean(root('<g xmlns:b="u"/>'.repeat(12_000), names)), /more than 100 namespaces/);
  });

  for (const [name, inside] of Object.entries({
    'selectors that match in many ways': `<style>z ${'g '.repeat(10)}path{fill:red}</style>${'<g>'.repeat(40)}<path d="M0 0h1"/>${'</g>'.repeat(40)}`,
    'sibling selectors': `<style>z ${'~ path '.repeat(6)}{fill:red}</style>${'<path d="M0 0h1"/>'.repeat(80)}`,
    'a rule with many selectors': `<style>${'*,'.repeat(20_000)}*{fill:red}</style>${'<g/>'.repeat(5000)}`,
    'rules that refer to nothing': `<style>${'*{fill:url(#none)}'.repeat(8000)}</style>${'<g/>'.repeat(8000)}`,
    'one class, over and over': `${gradient}<style>${'.a{fill:url(#z)}'.repeat(20_000)}</style><g class="${'a '.repeat(20_000)}"/>`,
    'as many selectors as declarations': `${gradient}<style>${times(20_000, (at) => `.a${at},`)}a{${'fill:url(#z);'.repeat(20_000)}}</style>`,
    'many references in one value': `<g mask="${'url(#a) '.repeat(300_000)}"/>`,
    'one path': `<path d="M0 0${'l1 1'.repeat(20_000)}"/>`,
    'paths in nested groups with styles': `${'<g style="fill:red">'.repeat(1500)}${'<path d="M0 0h1"/>'.repeat(2000)}${'</g>'.repeat(1500)}`,
  }))
    it(`is accepted: ${name}`, () => {
      assert.deepEqual(clean(root(inside)).removed, []);
    });

  it('is accepted: a <switch> with many elements', () => {
    assert.deepEqual(clean(root(`<switch>${'<x/>'.repeat(50_000)}</switch>`)).removed, ['<x>']);
  });

  it('loses rules that are nested too deeply', () => {
    const nested = '&amp;{fill:url(#z);'.repeat(30) + '}'.repeat(30);
    assert.deepEqual(clean(root(`${gradient}<style>${nested}</style>`)).removed, ['rules within rules']);
  });

  it('is accepted: a drawing that refers to itself, because browsers do not draw that', () => {
    clean(root('<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'));
    const each = `<pattern id="a">${path}</pattern><clipPath id="c">${path}</clipPath>`;
    clean(root(`<style>*{fill:url(#a);mask:inherit;clip-path:url(#c)}</style>${each}${path.repeat(1000)}`));
  });

  const pattern = `<pattern id="p">${path.repeat(1000)}</pattern>`;
  const rects = (attributes = '', inside = '') => `<rect${attributes}>${inside}</rect>`.repeat(1000);
  /** A pattern of a thousand paths, for each of a thousand elements that a rule matches. */
  const ruled = (css: string, attributes = '') => `<style>${css}</style>${pattern}${rects(attributes)}`;
  const marker = `<marker id="m">${path.repeat(1000)}</marker>`;
  const line = `M0 0h${'1 '.repeat(1000)}`;
  const target = `<g id="g">${path.repeat(3000)}</g>`;

  for (const [name, inside] of Object.entries({
    'a selector for all descendants': ruled('svg *{fill:url(#p)}'),
    'a selector for all next siblings': ruled('.x rect + *{fill:url(#p)}'),
    'a selector for all children': ruled('.x>*{fill:url(#p)}'),
    'a selector with :not()': ruled(':not(q){fill:url(#p)}'),
    'a selector for an attribute': ruled('[width]{fill:url(#p)}', ' width="1"'),
    'a selector with an escape': ruled('.\\79 {fill:url(#p)}', ' class="y"'),
    'a selector for a class with a space that JavaScript, but not CSS, splits at': ruled(
      '.x\u00a0y{fill:url(#p)}',
      ' class="x&#160;y"',
    ),
    'a selector for any namespace': ruled('*|rect{fill:url(#p)}'),
    'nested rules': ruled('q{&amp;,rect{fill:url(#p)}}'),
    'nested rules that use the selector of the outer rule': ruled(
      '.x rect{@media all{@supports (fill:red){&amp;{fill:url(#p)}}}}',
    ),
    'important rules': ruled('rect{fill:url(#p)!important}'),
    keyframes: ruled('@keyframes k{from{fill:url(#p)}}rect{animation:k 1s}'),
    'a fallback of a variable': ruled('rect{fill:var(--none,url(#p))}'),
    'a cycle of <use>': `<g id="a">${path.repeat(3000)}<use href="#b"/></g><g id="b"><use href="#a"/></g>${'<use href="#b"/>'.repeat(1000)}`,
    'a pattern inside an element that it fills': `<g fill="url(#p)"><pattern id="q">${'<rect/>'.repeat(10)}</pattern>${pattern}</g><g fill="url(#q)">${rects()}</g>`,
    'an inherited pattern': `${pattern}<g fill="url(#p)">${rects()}</g>`,
    'a pattern inherited through <use>': `${pattern}<g id="g">${rects()}</g><use href="#g" fill="url(#p)"/>`,
    'a pattern inherited by <symbol> and <switch>': `${pattern}<symbol id="g"><switch>${rects()}</switch></symbol><use href="#g" style="stroke:url(#p)"/>`,
    'a mask inherited with "inherit"': `<mask id="p">${path.repeat(1000)}</mask><g mask="url(#p)">${rects(' mask="inherit"')}</g>`,
    'a mask inherited with an escaped "inherit"': `<mask id="p">${path.repeat(1000)}</mask><style>rect{mask:inheri\\74 }</style><g mask="url(#p)">${rects()}</g>`,
    'a marker for each vertex': `${marker}<path d="${line}" marker-mid="url(#m)"/>`,
    'a marker for each curve of an arc': `${marker}<path d="M0 0a${'.1.1.1 00.1.1'.repeat(200)}" marker-mid="url(#m)"/>`,
    'a marker for each point': `${marker}<polyline points="${'0,1 '.repeat(1000)}" style="marker:url(#m)"/>`,
    'a marker set by a rule': `${marker}<style>path{marker-mid:url(#m)}</style><path d="${line}"/>`,
    'an inherited marker': `${marker}<path id="l" d="${line}"/><use href="#l" marker-start="url(#m)"/>`,
    'a marker on a path set by a style': `${marker}<style>path{d:path("${line}")}</style><path style="marker-mid:url(#m)"/>`,
    'a marker on a path set by an animation': `${marker}<path marker-mid="url(#m)"><set attributeName="d" to="${line}"/></path>`,
    'a marker in the colors of its path': `<marker id="m"><rect fill="context-fill"/></marker>${pattern}<path d="${line}" fill="url(#p)" marker-mid="url(#m)"/>`,
    'a marker after an invalid declaration': `${marker}<path d="${line}" style="mask:);marker-mid:url(#m)"/>`,
    'an animated pattern': `${pattern}<g>${rects()}<set attributeName="fill" to="url(#p)"/></g>`,
    'a pattern set by an animation elsewhere in the drawing': `${pattern}<g id="g">${rects()}</g><animate href="#g" attributeName="fill" values="red;url(#p)"/>`,
    'images in a filter': `${target}<filter id="f"><feImage href="#g"/></filter>${rects(' filter="url(#f)"')}`,
    'nested clip paths': `<clipPath id="a">${path.repeat(1000)}</clipPath><clipPath id="b" clip-path="url(#a)"><path/></clipPath>${rects(' clip-path="url(#b)"')}`,
    'a pattern that uses another as a template': `${pattern}<pattern id="q" href="#p"/>${rects(' fill="url(#q)"')}`,
  }))
    it(`is refused: ${name}`, () => {
      assert.throws(() => clean(root(inside, ' class="x"')), /500,000 elements/);
    });

  for (const [name, inside, removed] of [
    ['a percent-encoded fragment', `${pattern}${rects(' fill="url(#%70)"')}`, 'fill="url(#%70)"'],
    ['a <use> of a percent-encoded fragment', `${target}${'<use href="#%67"/>'.repeat(1000)}`, 'href="#%67"'],
    ['a fragment with a tab', `${pattern}<style>rect{fill:url("#\\9 p")}</style>${rects()}`, 'url("#\\9 p")'],
    [
      'a fragment with a space that JavaScript trims',
      `<pattern id="p&#160;">${path.repeat(1000)}</pattern><style>rect{fill:url("#p\\a0")}</style>${rects()}`,
      'url("#p\\a0")',
    ],
    ['an <image> of an element of the drawing', `${target}${'<image href="#g"/>'.repeat(1000)}`, 'href="#g"'],
    [
      'a registered variable',
      `${pattern}<style>@property --x{syntax:"*";inherits:true;initial-value:url(#p)}rect{fill:var(--x)}</style>${rects()}`,
      'initial-value',
    ],
    ['a variable', `${pattern}<style>svg{--x:url(#p)}rect{fill:var(--x)}</style>${rects()}`, '--x'],
    [
      'a variable in a style attribute',
      `${pattern}<g style="--x:url(#p)">${rects(' fill="var(--x)"')}</g>`,
      '--x:url(#p)',
    ],
    [
      'a declaration after braces',
      `${marker}<path d="${line}" style="mask:{}marker-mid:url(#m)"/>`,
      'mask:{}marker-mid:url(#m)',
    ],
    ['a rule in a value', `${pattern}<style>q{mask:{}rect{fill:url(#p)}}</style>${rects()}`, 'mask'],
  ] as const)
    it(`loses a reference that cannot be counted: ${name}`, () => {
      const { svg, removed: lost } = clean(root(inside));
      assert.deepEqual(lost, [removed]);
      assert.doesNotMatch(svg, /url\(|(?:use|image) href/);
    });

  const gradients = '<linearGradient id="p"><stop/><stop/></linearGradient>';
  for (const [name, inside] of Object.entries({
    'a gradient for everything': `${gradients}<g fill="url(#p)" stroke="url(#p)">${path.repeat(20_000)}</g>`,
    'a rule for a few of many elements': `<style>.a > rect, #b:hover .c{fill:url(#p)}</style>${pattern}${path.repeat(9000)}`,
    'a few patterns for the elements of some groups': `${[1, 2, 3, 4, 5].map((at) => `<pattern id="p${at}">${path.repeat(9)}</pattern><style>.x${at} > :not(a){fill:url(#p${at})}</style><g class="x${at}">${path.repeat(1000)}</g>`).join('')}`,
    'a large mask on a large group': `<mask id="a">${path.repeat(3000)}</mask><g mask="url(#a)">${path.repeat(3000)}</g>`,
    'an arrow on each curve': `<marker id="m">${path}</marker>${`<path d="M0 0c${'1.5-2 '.repeat(99)}" marker-end="url(#m)"/>`.repeat(2000)}`,
    'a large marker on a short path': `${marker}<path d="M0 0h1" marker-end="url(#m)"/><path d="${line}"/>`,
  }))
    it(`is accepted: ${name}`, () => {
      assert.deepEqual(clean(root(inside)).removed, []);
    });
});

it('an attribute with several prefixes is written once', () => {
  const names = ' xmlns:p="http://www.w3.org/XML/1998/namespace" xmlns:q=""';
  const { svg } = clean(root('<text p:lang="a" xml:lang="b" q:fill="red" fill="blue"/>', names));
  assert.match(svg, /<text xml:lang="a" fill="blue"\/>/);
});

describe('the encoding of a drawing', () => {
  const declared = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>${root('<title>Ééé</title>')}`;
  for (const [name, bytes] of Object.entries({
    'UTF-8': Buffer.from(declared('UTF-8')),
    'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${declared('utf-8')}`),
    'ISO 8859-1': Buffer.from(declared('iso-8859-1'), 'latin1'),
    'UTF-16': Buffer.from(`\uFEFF${declared('utf-16')}`, 'utf16le'),
    'UTF-16 in the declaration only': Buffer.from(declared('utf-16')),
  }))
    it(`is supported: ${name}`, () => {
      assert.match(clean(bytes).svg, /<title>Ééé<\/title>/);
    });
  it('is an error if it is unknown, or not the declared one', () => {
    assert.throws(() => clean(declared('utf-7')), /not text in the encoding UTF-7/);
    assert.throws(() => clean(Buffer.from(declared('utf-8'), 'latin1')), /not text in the encoding UTF-8/);
  });
});

describe('the size of an image', () => {
  const pictureOf = async (bytes: Uint8Array) => {
    const result = await lookAtImage(bytes);
    assert.ok('facts' in result, JSON.stringify(result));
    return { ...result.facts, base: '/media/a' };
  };
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
  const drawing = (width: string, height: string) =>
    Buffer.from(root('<rect width="9" height="9"/>', ` width="${width}" height="${height}"`));

  for (const [name, make] of Object.entries({
    'a screenshot of a whole page': () => blank(600, 18_000),
    'a vertical line, one pixel wide': () => blank(1, 16_383),
    'a horizontal line, one pixel high': () => blank(4000, 1),
    'a small drawing': async () => drawing('24', '24'),
    'a tall drawing': async () => drawing('3', '40000'),
    'a wide drawing': async () => drawing('16383.4', '.6'),
    'a wide drawing in two units': async () => drawing('49000', '2pt'),
    'a large drawing': async () =>
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200000 100000"/>'),
  }))
    it(`matches its variants: ${name}`, async () => {
      const bytes = await make();
      const picture = await pictureOf(bytes);
      for (const [variant, image] of await encodeVariants(bytes, [
        ...variantsOf(picture),
        socialImageOf(picture),
      ])) {
        const { width, height } = await sharp(image, { limitInputPixels: false }).metadata();
        if (variant.format !== 'svg') assert.equal(width, variant.width, variant.address);
        if (variant.format === 'jpeg') assert.equal(height, socialImageOf(picture).height);
      }
    });

  it('is an error if no variant can be made', async () => {
    for (const [bytes, problem] of [
      [await blank(1, 20_000), /20000 pixels are too narrow to be shown.*as high as wide/],
      [drawing('1', '40000'), /pixels are too narrow to be shown/],
      [await blank(20_000, 1), /1 pixels are too flat to be shown.*as wide as high/],
      [drawing('1000000', '1'), /pixels are too flat to be shown/],
      [drawing('4000000', '3000000'), /pixels are more than can be drawn.*smaller width and height/],
      [drawing('1000000000', '9'), /not a readable image/],
    ] as const)
      assert.match(JSON.stringify(await lookAtImage(bytes)), problem);
  });

  it('includes every frame of an animation', async () => {
    const frame = Buffer.from('2c0000000010271027000202440100', 'hex');
    const head = Buffer.from('47494638396110271027800000000000ffffff', 'hex');
    const gif = Buffer.concat([head, ...Array.from({ length: 11 }, () => frame), Buffer.from([0x3b])]);
    assert.match(
      JSON.stringify(await lookAtImage(gif)),
      /11 frames of 10000 × 10000 pixels are more than 1000 million/,
    );
  });

  it('uses the units of CSS in a drawing', async () => {
    for (const [width, height, expected] of [
      ['2in', '1in', [192, 96]],
      ['72pt', '6pc', [96, 96]],
      ['25.4mm', '2.54cm', [96, 96]],
      ['100px', '50', [100, 50]],
    ] as const) {
      const facts = await pictureOf(drawing(width, height));
      assert.deepEqual([facts.width, facts.height], expected, width);
    }
  });
});

describe('the size of the smallest letters of a drawing', () => {
  const lettersOf = async (svg: string) => {
    const seen = await lookAtImage(Buffer.from(svg));
    assert.ok('facts' in seen, JSON.stringify(seen));
    return seen.facts.letters;
  };
  const drawing = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" width="720" height="300">${inside}</svg>`;
  for (const [name, inside, size] of [
    ['in an attribute', '<text font-size="14">a<tspan font-size="12.5">b</tspan></text>', 12.5],
    ['of a group', '<g font-size="13px"><text>a</text></g>', 13],
    ['in a style', '<text style="fill:red;font-size:11px">a</text>', 11],
    [
      'in a style sheet',
      '<style>.a{font:italic 600 15px/1.2 serif} .b{font-size: 12px}</style><text>a</text>',
      12,
    ],
    ['in points', '<text font-size="9pt">a</text>', 12],
    ['by default', '<text font-family="serif" font-weight="600">a</text>', 16],
    ['without letters', '<rect width="9" height="9"/>', undefined],
  ] as const)
    it(name, async () => assert.equal(await lettersOf(drawing(inside)), size));

  it('of a drawing that is larger than its view box', async () => {
    const svg = drawing('<text font-size="5">a</text>').replace('720 300', '360 150');
    assert.equal(await lettersOf(svg), 10);
  });
});
