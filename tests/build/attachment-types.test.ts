import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { attachmentTypes } from '../../lib/config/attachment-types';
import { checkSiteConfig } from '../../lib/config/check-site';
import { site } from '../../lib/config/site';

describe('attachmentTypes in site.config.ts', () => {
  it('allows types that are only downloaded, and none that can run', () => {
    checkSiteConfig({ ...site, attachmentTypes: ['stl', 'py'] });
    for (const type of ['html', 'js', 'xml', 'php', 'md', '.stl', 'a/b', ''])
      assert.throws(() => checkSiteConfig({ ...site, attachmentTypes: [type] }), /attachmentTypes: expected/);
  });
});

describe('docs/writing.md', () => {
  it('lists the allowed types', async () => {
    const [, list = ''] =
      /may offer these types: (.*?)\. Others/.exec(await readFile('docs/writing.md', 'utf8')) ?? [];
    assert.deepEqual(list.match(/\w+/g), [...attachmentTypes].sort());
  });
});
