import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readRecord } from '../../lib/content/entry';
import { readPublication } from '../../lib/content/publication';
import { DocumentUpdater } from '../../lib/content/update';
import { inTemporary, writeFolder } from '../helpers/content-folders';
import { post } from '../helpers/publication';

const files = {
  'content/posts/a.md': post({}, 'First. [B](b.md)\n\n![A square](square.svg)'),
  'content/posts/b.md': post({ title: 'B' }, 'Second.'),
  'content/posts/square.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>',
};

const optionsOf = (folder: string) => ({
  contentDir: join(folder, 'content'),
  publicDir: join(folder, 'public'),
  settings: { language: 'en' },
  buildTime: Date.parse('2026-11-23'),
  preview: true,
  imageCode: '',
  code: 'test',
});

const readAll = (folder: string) =>
  readPublication({
    ...optionsOf(folder),
    readElsewhere: readRecord,
    onProgress: () => {},
  });

/** Changes a file, and reads it alone. */
const update = (changed: string, content: string) =>
  inTemporary(async () => {
    const folder = writeFolder(files);
    const updater = await DocumentUpdater.open(await readAll(folder), optionsOf(folder));
    writeFileSync(join(folder, 'content', changed), content);
    return { folder, update: await updater.update([changed]) };
  });

describe('reading one document again', () => {
  for (const [changed, content] of [
    ['posts/a.md', post({ title: 'New' }, 'Changed. [B](b.md#main)\n\n```js\nlet a = 1;\n```')],
    ['posts/square.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"/>'],
  ] as const)
    it(`gives what reading everything gives: ${changed}`, async () => {
      const { folder, update: found } = await update(changed, content);
      const { entries } = await inTemporary(() => readAll(folder));
      const expected = entries.find(({ file }) => file.path === 'posts/a.md');
      assert.deepEqual(found?.entries.get('posts/a.md'), expected);
      assert.deepEqual(found?.errors, []);
    });

  it('reports errors of its fields, links and images at once, and does not keep the document', async () => {
    const { update: found } = await update(
      'posts/a.md',
      post({ draft: 'perhaps' }, '[B](c.md) ![x](no.png)'),
    );
    assert.deepEqual(
      found?.errors.map(({ message }) => message.split(/[;:]/, 1)[0]),
      ['"draft" is the string "perhaps"', 'broken link to c.md', 'missing file no.png'],
    );
    assert.equal(found?.entries.size, 0);
  });

  it('is not enough if a file is new, or if the addresses of a document change', async () => {
    assert.equal((await update('posts/c.md', post())).update, undefined);
    assert.equal((await update('posts/a.md', post({ tags: '[new]' }))).update, undefined);
    assert.equal((await update('posts/a.md', post({ slug: 'moved' }))).update, undefined);
  });
});
