import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { generateIndex, readIndex } from '../../lib/content/contentlayer';
import type { ContentDocument } from '../../lib/content/documents';

const documents = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
  (slug, at): ContentDocument => ({
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
    seo: { title: '“' },
  }),
);
const index = (type: string) => readFileSync(`.contentlayer/generated/${type}/_index.json`, 'utf8');

describe("Contentlayer's index", () => {
  const project = process.cwd();
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'letterpress-'));
    process.chdir(folder);
  });
  after(() => {
    process.chdir(project);
    rmSync(folder, { recursive: true });
  });

  it('is the same when generated at once or in batches, and when read at once or in chunks', async () => {
    await generateIndex(documents);
    const [posts, pages, authors] = [index('Post'), index('Page'), index('Author')];
    const whole = await readIndex();
    assert.deepEqual(
      whole.documents.posts.map(({ slug }) => slug),
      ['a', 'b', 'd', 'e', 'f', 'g'],
    );
    assert.deepEqual(JSON.parse(posts), whole.documents.posts);
    for (const batch of [1, 2, 3, 6]) {
      rmSync('.contentlayer', { recursive: true });
      await generateIndex(documents, batch);
      assert.deepEqual([index('Post'), index('Page'), index('Author')], [posts, pages, authors]);
      for (const chunk of [1, 300, 700]) assert.deepEqual(await readIndex(chunk), whole);
    }
  });
});
