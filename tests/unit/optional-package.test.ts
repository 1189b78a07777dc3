import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserError } from '../../lib/util/errors';
import { loadOptional } from '../../lib/util/optional-package';

describe('an optional package that is not installed', () => {
  it('is named with what needs it', async () => {
    const name: string = 'not-installed';
    await assert.rejects(
      loadOptional(name, 'Formulas', () => import(name)),
      (error) =>
        error instanceof UserError &&
        error.message ===
          'Formulas need the package not-installed, which is not installed. Run: npm ci --include=optional. If package.json does not list it, add it: npm install not-installed',
    );
  });

  it('is not confused with another error while loading', async () => {
    await assert.rejects(
      loadOptional('mathjax', 'Formulas', () => import(`./missing-${Math.PI}.js`)),
      (error) => !(error instanceof UserError),
    );
    await assert.rejects(
      loadOptional('mathjax', 'Formulas', () => Promise.reject(new TypeError('broken'))),
      TypeError,
    );
  });
});
