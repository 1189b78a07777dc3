import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { allRoutes, fixedRoutes } from '../../lib/config/routes';
import { filesOfRoute } from '../../lib/next/compile';
import { filesUnder } from '../../lib/util/files';
import { mainTemplates } from '../e2e/sites';

describe('the table of routes', () => {
  it('has a row for each page and file of app/, and each row has a file', async () => {
    const files = (await filesUnder('app'))
      .map((path) => `app${path}`)
      .filter((path) => /\/(?:page|route|not-found|robots|manifest|sitemap)\.tsx?$/.test(path));
    const expected = allRoutes.map(
      ([route]) => filesOfRoute(route).find((file) => existsSync(file)) ?? route,
    );
    assert.deepEqual(files.sort(), expected.sort());
  });

  it('has each of its pages in the browser tests of all templates', () => {
    const pages = fixedRoutes.map(({ address }) => address).filter((address) => address.endsWith('/'));
    const tested: string[] = Object.values(mainTemplates);
    assert.deepEqual(
      pages.filter((page) => !tested.includes(page)),
      [],
      'add them to mainTemplates in tests/e2e/sites.ts',
    );
  });
});
