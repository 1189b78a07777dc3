import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  cutLayers,
  utilitiesAmong,
  withoutOldBrowsers,
  withoutTailwindVariables,
} from '../../lib/render/styles';

describe('the style sheet', () => {
  it('is split into layers, even if their strings contain braces', () => {
    const code = '@layer code{pre::before{content:"}{"}@media (width>1px){pre{color:red}}}';
    const notes = "@layer notes{a::after{content:'@layer code{'}}";
    assert.deepEqual(cutLayers(`@layer code,notes;b{}${code}/* } */${notes}c{}`, ['notes', 'code']), {
      layers: new Map([
        ['notes', notes],
        ['code', code],
      ]),
      rest: '@layer code,notes;b{}/* } */c{}',
    });
  });

  it('must have every layer', () => {
    assert.throws(() => cutLayers('@layer code{}', ['code', 'notes']), /has no layer notes/);
  });

  it('has nothing for browsers older than those that Tailwind supports', () => {
    const supports = '@supports (color:color-mix(in lab, red, red))';
    for (const [css, expected] of [
      [`a{color:red;b:c}${supports}{a{color:blue}}d{}`, 'a{b:c;color:blue}d{}'],
      [`@layer x{a{color:red}${supports}{a{color:blue}}}`, '@layer x{a{color:blue}}'],
      ['a{-webkit-text-decoration:none;text-decoration:none}', 'a{text-decoration:none}'],
      ['a{content:"-webkit-text-decoration:x;"}', 'a{content:"-webkit-text-decoration:x;"}'],
      [
        `a{color:red}${supports}{a{color:blue;&:hover{c:d}}}`,
        `a{color:red}${supports}{a{color:blue;&:hover{c:d}}}`,
      ],
      // Another selector, another condition, nested rules: all of it is needed.
      [`a{color:red}${supports}{b{color:blue}}`, `a{color:red}${supports}{b{color:blue}}`],
      ['a{color:red}@supports (x:y){a{color:blue}}', 'a{color:red}@supports (x:y){a{color:blue}}'],
      [`a{color:red;b{c:d}}${supports}{a{color:blue}}`, `a{color:red;b{c:d}}${supports}{a{color:blue}}`],
    ] as const)
      assert.equal(withoutOldBrowsers(css), expected);
  });

  it('has none of the variables of Tailwind that no class sets or no class reads', () => {
    const property = '@property --tw-border-style{syntax:"*";inherits:false;initial-value:solid}';
    const line = '.line{border-style:var(--tw-border-style);border-width:1px}';
    const dashed = '.dashed{--tw-border-style:dashed;border-style:dashed}';
    for (const [css, expected] of [
      [line + property, '.line{border-style:solid;border-width:1px}'],
      [line + dashed + property, line + dashed + property],
      [dashed + property, '.dashed{border-style:dashed}'],
      ['a{line-height:var(--tw-leading,calc(1 * 2))}', 'a{line-height:calc(1 * 2)}'],
      ['a{x:var(--tw-other)}', 'a{x:var(--tw-other)}'],
      ['a{--tw-x:1;b:var(--own,2)}', 'a{b:var(--own,2)}'],
    ] as const)
      assert.equal(withoutTailwindVariables(css), expected);
  });

  it('of a post has no utility classes that only other pages have', () => {
    const layer =
      '@layer utilities{.mt-1\\.5{a:b}.grid{c:d}@media (hover:hover){.hover\\:x:hover{e:f}}@media print{.g .h{i:j}}}';
    assert.equal(utilitiesAmong(new Set(['mt-1.5', 'g']), layer), '@layer utilities{.mt-1\\.5{a:b}}');
    assert.equal(
      utilitiesAmong(new Set(['hover:x', 'g', 'h']), layer),
      '@layer utilities{@media (hover:hover){.hover\\:x:hover{e:f}}@media print{.g .h{i:j}}}',
    );
  });
});
