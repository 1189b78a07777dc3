import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { filesUnder } from '../../lib/util/files';

describe('every component', () => {
  it('is a Server Component', async () => {
    for (const folder of ['app', 'components'])
      for (const path of await filesUnder(folder))
        assert.doesNotMatch(await readFile(folder + path, 'utf8'), /^['"]use client['"]/m, folder + path);
  });
});
