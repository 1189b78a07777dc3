import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { filesUnder } from '../../lib/util/files';
import { mainOutDir } from '../helpers/fixture-publication.js';
import { strangeOutDir } from './sites';

type Data = Record<string, unknown> & { '@type': string };

/** The structured data of all pages of both sites. */
async function embedded(): Promise<{ page: string; data: Data }[]> {
  const found: { page: string; data: Data }[] = [];
  for (const outDir of [mainOutDir, strangeOutDir])
    for (const file of await filesUnder(outDir)) {
      if (!file.endsWith('.html')) continue;
      const html = readFileSync(join(outDir, file), 'utf8');
      for (const [, json = ''] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
        found.push({ page: file, data: JSON.parse(json) as Data });
    }
  return found;
}

/** `query-input` describes the input of an action and is not a property (schema.org/docs/actions.html). */
const withoutInputs = (name: string, value: unknown) => (name.endsWith('-input') ? undefined : value);

test('structured data uses only the vocabulary of schema.org', async () => {
  test.setTimeout(120_000);
  const all = await embedded();
  const types = [...new Set(all.map(({ data }) => data['@type']))].sort();
  expect(types).toEqual([
    'BlogPosting',
    'BreadcrumbList',
    'CollectionPage',
    'Organization',
    'ProfilePage',
    'WebSite',
  ]);
  // schema-dts has types generated from the vocabulary, which allow no other properties or values.
  const file = '.letterpress/test/structured-data.ts';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    [
      `import type { ${types.join(', ')}, WithContext } from 'schema-dts';`,
      ...types.map((type) => {
        const values = all.filter(({ data }) => data['@type'] === type).map(({ data }) => data);
        return `export const of${type}: WithContext<${type}>[] = ${JSON.stringify(values, withoutInputs, 1)};`;
      }),
    ].join('\n'),
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'preserve', '--target', 'esnext'];
  const { status, stdout } = spawnSync('npx', ['tsc', ...options, '--ignoreConfig', file], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

/**
 * The properties that Google requires or recommends for articles, profiles, breadcrumbs and lists
 * (developers.google.com/search/docs/appearance/structured-data), and others that we set.
 */
const expectedProperties: Record<string, string[]> = {
  BlogPosting: [
    'headline',
    'image',
    'datePublished',
    'dateModified',
    'author',
    'publisher',
    'description',
    'mainEntityOfPage',
    'inLanguage',
    'wordCount',
    'keywords',
  ],
  BreadcrumbList: ['itemListElement'],
  CollectionPage: ['name', 'url', 'inLanguage', 'isPartOf', 'mainEntity'],
  Organization: ['name', 'url', 'logo', 'description'],
  ProfilePage: ['mainEntity'],
  WebSite: ['name', 'url', 'description', 'inLanguage', 'potentialAction'],
};

test('structured data has every property that search engines require', async () => {
  for (const { page, data } of await embedded()) {
    for (const name of expectedProperties[data['@type']] ?? [])
      expect(data[name] ?? '', `${page}: ${name}`).not.toBe('');
    for (const date of [data.datePublished, data.dateModified].filter((value) => value !== undefined))
      expect(date, page).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    for (const author of (data.author as Data[] | undefined) ?? []) {
      expect(['Person', 'Organization'], page).toContain(author['@type']);
      expect(author.url, page).toMatch(/^https:\/\//);
    }
    const list = (data['@type'] === 'CollectionPage' ? data.mainEntity : data) as Data;
    const items = (list.itemListElement as Data[] | undefined) ?? [];
    expect(items.map(({ position }) => position)).toEqual(items.map((_, at) => at + 1));
  }
});

test('every kind of page has its own types of data', async () => {
  const all = await embedded();
  const typesOf = (path: string) =>
    all.filter(({ page }) => page === `${path}index.html`).map(({ data }) => data['@type']);
  for (const [path, types] of [
    ['/', ['WebSite', 'Organization']],
    ['/page/2/', ['CollectionPage']],
    ['/posts/start-here/', ['BlogPosting', 'BreadcrumbList']],
    ['/tags/', ['CollectionPage']],
    ['/tags/wasi/', ['CollectionPage']],
    ['/authors/', ['CollectionPage']],
    ['/authors/standards-desk/', ['ProfilePage']],
    ['/series/components-in-practice/', ['CollectionPage']],
    ['/archive/', ['CollectionPage']],
  ] as const)
    expect([...new Set(typesOf(path))], path).toEqual(types);
});
