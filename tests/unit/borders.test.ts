import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { filesUnder } from '../../lib/util/files';

/** What only one folder may know. Addresses of published files, such as `/_next/static/`, are public. */
const borders = [
  {
    name: "Next's internals",
    internals: /next\/dist|__next|__RSC|reference-manifest|TURBOPACK|onBuildComplete/,
    home: /^\/lib\/next\//,
  },
  {
    name: "Next's API, except the types of metadata",
    internals: /from 'next(?:\/[\w/-]+)?'/,
    home: /^\/lib\/next\/|^\/app\//,
  },
  {
    name: "Contentlayer's API and files",
    internals: /contentlayer2|\.contentlayer\/|generateDotpkg/,
    home: /^\/lib\/content\/|^\/contentlayer\.config\.ts$/,
  },
];

/** The code without comments and type imports: both may name anything. */
const codeOf = (path: string) =>
  readFileSync(`.${path}`, 'utf8').replace(
    /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*|import type [^;]*from 'next';/gm,
    '',
  );

describe('only one folder knows', () => {
  const paths: string[] = [];
  before(async () => {
    for (const folder of ['lib', 'app', 'components', 'scripts'])
      for (const path of await filesUnder(folder))
        if (/\.(?:[jt]sx?)$/.test(path)) paths.push(`/${folder}${path}`);
    paths.push('/contentlayer.config.ts');
  });
  for (const { name, internals, home } of borders)
    it(name, () => {
      const users = paths.filter((path) => internals.test(codeOf(path)));
      assert.ok(users.some((path) => home.test(path)));
      assert.deepEqual(
        users.filter((path) => !home.test(path)),
        [],
      );
    });
});
