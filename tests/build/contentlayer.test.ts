import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { indexDir } from '../../lib/cache/paths';
import { generateIndex, readIndex } from '../../lib/content/contentlayer';
import type { ContentDocument } from '../../lib/content/documents';

// Documents with few fields: Contentlayer takes any.
const documents = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((slug, at) => ({
  _id: `posts/${slug}.md`,
  _raw: {
    sourceFilePath: `posts/${slug}.md`,
    sourceFileName: `${slug}.md`,
    sourceFileDir: 'posts',
    contentType: 'data',
    flattenedPath: `posts/${slug}`,
  },
  // The third is of another type, so that some batches have no document of a type.
  type: at === 2 ? 'Page' : 'Post',
  slug,
  // Text that looks like the end of a document.
  title: `${slug}\n  },\n  {`,
  nested: { title: '“' },
})) as unknown as ContentDocument[];
const index = (type: string) =>
  readFileSync(`${indexDir}/.contentlayer/generated/${type}/_index.json`, 'utf8');

describe("Contentlayer's index", () => {
  const home = process.cwd();
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'letterpress-'));
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('is the same whether it is generated at once or in batches, and read at once or in chunks', async () => {
    await generateIndex(documents);
    const [posts, pages, authors] = [index('Post'), index('Page'), index('Author')];
    const read = await readIndex();
    assert.deepEqual(
      read.documents.posts.map(({ slug }) => slug),
      ['a', 'b', 'd', 'e', 'f', 'g'],
    );
    assert.deepEqual(JSON.parse(posts), read.documents.posts);
    for (const batch of [1, 2, 3, 6]) {
      rmSync(`${indexDir}/.contentlayer`, { recursive: true });
      await generateIndex(documents, batch);
      assert.deepEqual([index('Post'), index('Page'), index('Author')], [posts, pages, authors]);
      for (const chunk of [1, 300, 700]) assert.deepEqual(await readIndex(chunk), read);
    }
  });
});
