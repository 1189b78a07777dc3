import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutLayers } from '../../lib/render/styles';

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
});
