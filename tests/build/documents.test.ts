import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Post } from 'contentlayer/generated';
import { makeDocuments } from '../../lib/content/documents';
import { makeCatalog } from '../../lib/pages/catalog';
import { readFolder, writeFolder } from '../helpers/content-folders';
import { post } from '../helpers/publication';

describe('the document of a post', () => {
  const documentOf = async (content: string, timeZone?: string) => {
    const folder = writeFolder({ 'content/posts/a.md': content });
    const { publication, reports } = await readFolder(folder, { language: 'en', timeZone });
    assert.deepEqual(reports, []);
    const [document] = makeDocuments(publication?.entries ?? [], []);
    assert.ok(document?.type === 'Post');
    return document;
  };

  it('has the address that its call to action links to, however it is written', async () => {
    for (const href of ['/posts/a/', '/posts/a.md', '/old/cafe\u0301/']) {
      const { cta } = await documentOf(
        post({ aliases: '[/old/caf\u00e9/]', cta: `{heading: H, text: T, label: L, href: ${href}}` }),
      );
      assert.deepEqual(cta, { heading: 'H', text: 'T', label: 'L', href: '/posts/a/' });
    }
  });

  it("has its date in the publication's time zone, for pages, feeds and the years of the archive", async () => {
    const document = await documentOf(post({ date: '2026-01-01' }), 'Asia/Tokyo');
    assert.deepEqual([document.date, document.day], ['2025-12-31T15:00:00.000Z', '2026-01-01']);
    const { years } = makeCatalog(
      { posts: [document as Post], authors: [], series: [], pages: [] },
      new Map(),
    );
    assert.deepEqual(
      years.map(({ year }) => year),
      ['2026'],
    );
  });

  it('does not have an update earlier than its date if both are on the same day', async () => {
    const { updated, updatedDay } = await documentOf(
      post({ date: '2026-01-02T09:00:00+01:00', updated: '2026-01-02' }),
    );
    assert.deepEqual([updated, updatedDay], ['2026-01-02T08:00:00.000Z', '2026-01-02']);
  });
});

describe('images without an alternative text', () => {
  const files = (date: string) => ({
    'content/posts/a.md': post({ date, cover: 'a.svg' }, '![](a.svg)\n\n<img src="a.svg">'),
    'content/posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
  });
  const read = (date: string, altTextSince?: string) =>
    readFolder(writeFolder(files(date)), { language: 'en', altTextSince });

  it('are errors', async () => {
    const { publication, reports } = await read('2019-01-02');
    assert.equal(publication, undefined);
    assert.equal(reports.filter(({ message }) => /altern|"alt"|coverAlt/.test(message)).length, 3);
  });
  it('are warnings in posts from before the day that the owner sets', async () => {
    const { publication, reports } = await read('2019-01-02', '2020-01-01');
    assert.ok(publication);
    assert.equal(reports.filter(({ message }) => /altern|"alt"|coverAlt/.test(message)).length, 3);
    assert.equal((await read('2020-01-01', '2020-01-01')).publication, undefined);
  });
  it('are warnings in pages once a day is set, because pages have no date', async () => {
    const page = { 'content/pages/a.md': '---\ntitle: A\n---\n![](https://example.org/a.png)\n' };
    const read = (altTextSince?: string) => readFolder(writeFolder(page), { language: 'en', altTextSince });
    assert.equal((await read()).publication, undefined);
    assert.ok((await read('2020-01-01')).publication);
  });
});

describe('posts in folders', () => {
  const files = {
    'content/posts/2025/a.md': post({ date: '2025-01-02' }, 'Text.'),
    'content/posts/2026/a/index.md': post({ date: '2026-01-02', related: '[2025/a]' }, '[b](../../b.md)'),
    'content/posts/b.md': post({ date: '2026-01-03' }, '[a](2026/a/index.md)'),
  };
  const read = (more: Record<string, string> = {}) =>
    readFolder(writeFolder({ ...files, ...more }), { language: 'en' }, true);

  it('have their folders in their paths, if the owner wants that', async () => {
    const { publication, reports } = await read();
    assert.deepEqual(reports, []);
    assert.deepEqual(publication?.entries.map(({ path }) => path).sort(), [
      '/posts/2025/a/',
      '/posts/2026/a/',
      '/posts/b/',
    ]);
  });
  it('would otherwise have the same path', async () => {
    const { reports } = await readFolder(writeFolder(files));
    assert.match(reports.map(({ message }) => message).join(), /\/posts\/a\/ is already used by/);
  });
  it('cannot be named without their folder if several have the name', async () => {
    const { reports } = await read({ 'content/posts/c.md': post({ related: '[a]' }) });
    assert.match(
      reports.map(({ message, fix }) => `${message} ${fix}`).join(),
      /several posts are named "a"; expected the path of one of them/,
    );
  });
  it('need folders that can be part of a path', async () => {
    const { reports } = await read({ 'content/posts/My posts/c.md': post() });
    assert.match(
      reports.map(({ message, fix }) => `${message} ${fix}`).join(),
      /the folder "My posts" cannot be part of a URL.* rename the folder to my-posts/,
    );
  });
});
