import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSiteConfig } from '../../lib/config/check-site';
import { site } from '../../lib/config/site';

describe('attachmentTypes in site.config.ts', () => {
  it('allows types that are only downloaded, and none that can run', () => {
    checkSiteConfig({ ...site, attachmentTypes: ['stl', 'py'] });
    for (const type of ['html', 'js', 'xml', 'php', 'md', '.stl', 'a/b', ''])
      assert.throws(() => checkSiteConfig({ ...site, attachmentTypes: [type] }), /attachmentTypes: expected/);
  });
});
